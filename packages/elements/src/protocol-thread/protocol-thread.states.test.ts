import { describeStates } from '@fale-conosco/ui/testing';
import { defineProtocolThread } from './define.ts';
import { states } from './protocol-thread.states.ts';

defineProtocolThread();

describeStates('protocol-thread', states);

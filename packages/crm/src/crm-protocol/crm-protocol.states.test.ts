import { describeStates } from '@fale-conosco/ui/testing';
import { states } from './crm-protocol.states.ts';
import { defineCrmProtocol } from './define.ts';

defineCrmProtocol();

describeStates('crm-protocol', states);

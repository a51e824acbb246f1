import { defineCrmInbox } from './crm-inbox/define.ts';
import { defineCrmProtocol } from './crm-protocol/define.ts';

defineCrmInbox();
defineCrmProtocol();

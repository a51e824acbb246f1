import { defineCrmInbox } from './crm-inbox/define.ts';

defineCrmInbox();

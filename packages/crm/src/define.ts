import { defineCrmApp } from './crm-app/define.ts';
import { defineCrmContactMethods } from './crm-contact-methods/define.ts';
import { defineCrmNewProtocol } from './crm-new-protocol/define.ts';
import { defineCrmProtocol } from './crm-protocol/define.ts';

defineCrmApp();
defineCrmContactMethods();
defineCrmNewProtocol();
defineCrmProtocol();

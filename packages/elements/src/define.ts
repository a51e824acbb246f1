import { defineFaleConoscoList } from './fale-conosco-list/define.ts';

defineFaleConoscoList();

export * from './index.ts';

import { defineFaleConoscoApp } from './fale-conosco-app/define.ts';

defineFaleConoscoApp();

export * from './index.ts';

import { declareCases } from './declare-cases.ts';
import { onMemoryServer } from './memory-server.ts';

declareCases('the server in memory keeps the contract', () => onMemoryServer());

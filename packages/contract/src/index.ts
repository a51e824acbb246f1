export { type ParsedInput, parseInput, type UnlocalizedIssue } from './field-issues.ts';
export * from './protocol-number.ts';
export { parseRequest } from './request.ts';
export { crmRoutes } from './routes/crm.ts';
export { type OperationId, routes } from './routes/index.ts';
export { providerRoutes } from './routes/provider.ts';
export {
  fillPath,
  type ParsedBody,
  type ParsedQuery,
  type Route,
  type RouteBody,
  type RouteParams,
  type RouteQuery,
  type RouteResponse,
  route,
} from './routes/route.ts';
export * from './schemas/attachments.ts';
export * from './schemas/classifications.ts';
export * from './schemas/contact-methods.ts';
export * from './schemas/crm/index.ts';
export * from './schemas/deadline.ts';
export * from './schemas/events.ts';
export * from './schemas/messages.ts';
export * from './schemas/problem.ts';
export * from './schemas/protocols.ts';
export * from './schemas/session.ts';
export * from './schemas/status.ts';
export * from './text.ts';

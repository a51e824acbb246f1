import { type OperationDocs, operationDocs } from './openapi-docs.ts';
import { componentSchemas, type JsonObject, schemaOf } from './openapi-schemas.ts';
import { type OperationId, routes } from './routes/index.ts';
import type { Route } from './routes/route.ts';
import { TUS_VERSION } from './schemas/attachments.ts';
import { eventSchemas } from './schemas/events.ts';
import { id } from './schemas/primitives.ts';
import { PROBLEM_STATUS, type ProblemCode, problemSchema } from './schemas/problem.ts';

/** How the document is made. */
export interface OpenApiOptions {
  /** Where the server is, without `/v1`; by default the place that the document came from. */
  serverUrl?: string;
  /** Version of the contract that the document describes. */
  version?: string;
}

const PROBLEM_JSON = 'application/problem+json';

const header = (description: string, schema: JsonObject = { type: 'string' }): JsonObject => ({
  description,
  schema,
});

const parameter = (
  place: 'path' | 'query' | 'header',
  name: string,
  schema: JsonObject,
  required: boolean,
  description?: string,
): JsonObject => ({ name, in: place, required, schema, ...(description && { description }) });

const bytes = { type: 'integer', minimum: 0 };

const tusResumable = parameter('header', 'Tus-Resumable', { type: 'string', const: TUS_VERSION }, true);
const uploadOffset = header('Bytes that have arrived', bytes);

/** What operations without JSON take and give in headers and bodies. */
const wireDetails: Partial<
  Record<
    OperationId,
    { parameters?: JsonObject[]; body?: JsonObject; headers?: JsonObject; content?: JsonObject }
  >
> = {
  createUpload: {
    parameters: [
      tusResumable,
      parameter('header', 'Upload-Length', bytes, true, 'Bytes of the whole file'),
      parameter(
        'header',
        'Upload-Metadata',
        { type: 'string' },
        true,
        'Pairs of name and Base64 value, separated by commas: `filename`, optionally `filetype` (media type), `confidential` (`true`)',
      ),
    ],
    headers: { Location: header('Where the bytes go', { type: 'string', format: 'uri-reference' }) },
  },
  getUploadOffset: {
    parameters: [tusResumable],
    headers: { 'Upload-Offset': uploadOffset, 'Upload-Length': header('Bytes of the whole file', bytes) },
  },
  appendUpload: {
    parameters: [tusResumable, parameter('header', 'Upload-Offset', bytes, true, 'Where these bytes begin')],
    body: { 'application/offset+octet-stream': { schema: { type: 'string', format: 'binary' } } },
    headers: { 'Upload-Offset': uploadOffset },
  },
  deleteUpload: { parameters: [tusResumable] },
  getAttachmentContent: {
    headers: { 'Content-Disposition': header('`attachment` with the file name (RFC 6266)') },
    content: { '*/*': { schema: { type: 'string', format: 'binary' } } },
  },
  streamEvents: {
    parameters: [
      parameter('header', 'Last-Event-ID', { type: 'string' }, false, 'Id of the last event that was read'),
    ],
    content: {
      'text/event-stream': {
        schema: {
          type: 'string',
          description: `Events of these types, each with the JSON of its schema as data: ${Object.keys(eventSchemas).join(', ')}`,
        },
        'x-events': Object.fromEntries(
          Object.entries(eventSchemas).map(([type, data]) => [type, schemaOf(data)]),
        ),
      },
    },
  },
};

const problemCodes = (route: Route, docs: OperationDocs): ProblemCode[] => [
  ...new Set<ProblemCode>([
    ...docs.problems,
    ...(route.audience === 'none' ? [] : (['unauthenticated', 'token_expired', 'forbidden'] as const)),
    ...(route.body
      ? (['malformed_request', 'payload_too_large', 'unsupported_media_type', 'validation_failed'] as const)
      : []),
    ...(route.idempotent
      ? (['idempotency_key_missing', 'idempotency_in_progress', 'idempotency_key_reused'] as const)
      : []),
    ...(route.ifMatch ? (['version_conflict'] as const) : []),
    ...(route.ifMatch === 'required' ? (['precondition_required'] as const) : []),
    'rate_limited',
    'internal',
    'unavailable',
  ]),
];

const problemResponses = (codes: readonly ProblemCode[]): JsonObject => {
  const statuses = [...new Set(codes.map((code) => PROBLEM_STATUS[code]))];
  const content = { [PROBLEM_JSON]: { schema: schemaOf(problemSchema) } };
  const responses = statuses.map((status): [string, JsonObject] => [
    String(status),
    {
      description: codes
        .filter((code) => PROBLEM_STATUS[code] === status)
        .map((code) => `\`${code}\``)
        .join(', '),
      ...((status === 429 || status === 503) && {
        headers: { 'Retry-After': header('Seconds to wait (RFC 9110, 10.2.3)') },
      }),
      content,
    },
  ]);
  return { ...Object.fromEntries(responses), default: { description: 'Any other problem', content } };
};

const operation = (operationId: OperationId): JsonObject => {
  const route: Route = routes[operationId];
  const docs = operationDocs[operationId];
  const wire = wireDetails[operationId];
  const requestContent = route.body ? { 'application/json': { schema: schemaOf(route.body) } } : wire?.body;
  const responseContent = route.response
    ? { 'application/json': { schema: schemaOf(route.response) } }
    : wire?.content;
  const parameters = [
    ...[...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) =>
      parameter('path', name, schemaOf(id), true),
    ),
    ...Object.entries(route.query?.shape ?? {}).map(([name, schema]) =>
      parameter('query', name, schemaOf(schema), schema._zod.optin !== 'optional'),
    ),
    ...(route.idempotent
      ? [
          parameter(
            'header',
            'Idempotency-Key',
            { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
            true,
            'The same for every attempt at the same thing; kept for 7 days',
          ),
        ]
      : []),
    ...(route.ifMatch
      ? [
          parameter(
            'header',
            'If-Match',
            { type: 'string', pattern: '^"\\d+"$' },
            route.ifMatch === 'required',
            'The `version` that was read, in quotes (RFC 9110, 13.1.1)',
          ),
        ]
      : []),
    ...(wire?.parameters ?? []),
  ];
  return {
    operationId,
    tags: [docs.tag],
    summary: docs.summary,
    ...(docs.description && { description: docs.description }),
    ...(route.audience === 'none' && { security: [] }),
    'x-audience': route.audience,
    parameters,
    ...(requestContent && { requestBody: { required: true, content: requestContent } }),
    responses: {
      [route.status]: {
        description: 'Done',
        ...(wire?.headers && { headers: wire.headers }),
        ...(responseContent && { content: responseContent }),
      },
      ...problemResponses(problemCodes(route, docs)),
    },
  };
};

/** Makes the contract's OpenAPI 3.1 document from the route table. */
export const buildOpenApi = ({ serverUrl = '/', version = '1.0.0' }: OpenApiOptions = {}): JsonObject => {
  const paths: Record<string, JsonObject> = {};
  for (const operationId of Object.keys(routes) as OperationId[]) {
    const { path, method } = routes[operationId];
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(operationId) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Fale Conosco',
      version,
      description:
        'Protocols between a health-plan operator and its providers. Answers may get new fields, and strings with `x-extensible-enum` new values: readers ignore what they do not know.',
    },
    servers: [{ url: serverUrl }],
    security: [{ bearer: [] }],
    tags: [...new Set(Object.values(operationDocs).map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: componentSchemas(),
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
};

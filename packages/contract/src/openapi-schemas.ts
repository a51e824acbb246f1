import * as z from 'zod/mini';
import * as attachments from './schemas/attachments.ts';
import * as classifications from './schemas/classifications.ts';
import * as contactMethods from './schemas/contact-methods.ts';
import * as crm from './schemas/crm.ts';
import * as events from './schemas/events.ts';
import * as messages from './schemas/messages.ts';
import { instant, localDate } from './schemas/primitives.ts';
import * as problem from './schemas/problem.ts';
import * as protocols from './schemas/protocols.ts';
import * as session from './schemas/session.ts';
import * as status from './schemas/status.ts';

/** A JSON Schema, or any other part of the document. */
export type JsonObject = { [key: string]: unknown };

/** The schemas that the document names, under their names. */
export const components: Readonly<Record<string, z.core.$ZodType>> = {
  Attachment: attachments.attachmentSchema,
  Author: messages.authorSchema,
  CancelProtocol: protocols.cancelProtocolSchema,
  Classification: classifications.classificationSchema,
  ClassificationList: classifications.classificationListSchema,
  CloseProtocol: crm.closeProtocolSchema,
  ContactMethod: contactMethods.contactMethodSchema,
  ContactMethodList: contactMethods.contactMethodListSchema,
  CrmMessage: crm.crmMessageSchema,
  CrmMessagePage: crm.crmMessagePageSchema,
  CrmProtocol: crm.crmProtocolSchema,
  CrmProtocolPage: crm.crmProtocolPageSchema,
  CrmProtocolSummary: crm.crmProtocolSummarySchema,
  FieldIssue: problem.fieldIssueSchema,
  Limits: session.limitsSchema,
  Message: messages.messageSchema,
  MessagePage: messages.messagePageSchema,
  NewCrmMessage: crm.newCrmMessageSchema,
  NewCrmProtocol: crm.newCrmProtocolSchema,
  NewMessage: messages.newMessageSchema,
  NewProtocol: protocols.newProtocolSchema,
  Problem: problem.problemSchema,
  Protocol: protocols.protocolSchema,
  ProtocolChangedEvent: events.protocolChangedEventSchema,
  ProtocolCounts: protocols.protocolCountsSchema,
  ProtocolPage: protocols.protocolPageSchema,
  ProtocolSummary: protocols.protocolSummarySchema,
  ReadMarker: messages.readMarkerSchema,
  ReadState: messages.readStateSchema,
  Receipt: protocols.receiptSchema,
  Session: session.sessionSchema,
  Status: status.statusSchema,
};

type KnownValue<Value> = Value extends string ? (string extends Value ? never : Value) : never;

const known = <Schema extends z.core.$ZodType>(
  schema: Schema,
  values: readonly KnownValue<z.output<Schema>>[],
): [z.core.$ZodType, readonly string[]] => [schema, values];

/**
 * The values that open enums know today. They stand here and not in the schemas, because browsers load those and
 * need only the types.
 */
const knownValues = new Map([
  known(status.statusSchema, status.PROTOCOL_STATUSES),
  known(attachments.attachmentSchema.shape.state, attachments.ATTACHMENT_STATES),
  known(attachments.attachmentSchema.shape.rejectionCode.def.innerType, [
    'attachment_type_not_allowed',
    'attachment_empty',
    'attachment_infected',
  ]),
  known(events.protocolChangedEventSchema.shape.cause, ['created', 'message', 'status', 'read']),
  known(messages.authorSchema.shape.kind, ['provider', 'operator']),
  known(problem.fieldIssueSchema.shape.code, problem.FIELD_ISSUE_CODES),
  known(problem.problemSchema.shape.code, Object.keys(problem.PROBLEM_STATUS) as problem.ProblemCode[]),
  known(protocols.protocolSummarySchema.shape.openedBy, ['provider', 'operator']),
  known(protocols.protocolSchema.shape.replyBlockedReason.def.innerType, protocols.REPLY_BLOCKED_REASONS),
  known(session.sessionSchema.shape.role, ['provider', 'agent', 'admin']),
  known(crm.crmMessageSchema.shape.visibility, crm.MESSAGE_VISIBILITIES),
]);

/** Says in JSON Schema what a check of ours means; zod cannot look into a function. */
const describeCheck = (schema: JsonObject, check: z.core.$ZodCheck): void => {
  const { def } = check._zod as { def: z.core.$ZodCheckDef & { params?: { max?: number } } };
  const error = def.error?.({} as never);
  const code = typeof error === 'string' ? error : error?.message;
  // JSON Schema counts code points as we do (Validation, 6.3.1).
  if (code === 'too_long' && def.params?.max) schema['maxLength'] = def.params.max;
  if (code === 'required') {
    schema['minLength'] = 1;
    schema['pattern'] = '\\S';
  }
  if (code === 'invalid_email') schema['format'] = 'email';
};

const override: z.core.ToJSONSchemaParams['override'] = ({ zodSchema, jsonSchema }) => {
  const schema = jsonSchema as JsonObject;
  const values = knownValues.get(zodSchema);
  if (values) schema['x-extensible-enum'] = [...values];
  if (zodSchema === instant) schema['format'] = 'date-time';
  if (zodSchema === localDate) schema['format'] = 'date';
  for (const check of zodSchema._zod.def.checks ?? []) describeCheck(schema, check);
  // Every number of ours is far from the limits of a double; saying them in each place only hides the real limits.
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum'];
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum'];
};

// `input` on both sides: outputs stay open, so that a newer server breaks no generated client.
const options = { io: 'input', override } as const;

const withoutIdentity = ({ $schema, $id, '~standard': _, ...schema }: JsonObject): JsonObject => schema;

/** `#/components/schemas/…`, by schema; a schema without a name is written out. */
export const schemaOf = (schema: z.core.$ZodType): JsonObject => {
  const name = Object.keys(components).find((candidate) => components[candidate] === schema);
  return name ? { $ref: `#/components/schemas/${name}` } : withoutIdentity(z.toJSONSchema(schema, options));
};

/** All of {@link components} as JSON Schema, referring to each other. */
export const componentSchemas = (): JsonObject => {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(components)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { ...options, uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => [id, withoutIdentity(schema as JsonObject)]),
  );
};

import * as z from 'zod/mini';
import * as attachments from './schemas/attachments.ts';
import * as classifications from './schemas/classifications.ts';
import * as contactMethods from './schemas/contact-methods.ts';
import * as crm from './schemas/crm/index.ts';
import * as deadline from './schemas/deadline.ts';
import * as events from './schemas/events.ts';
import * as messages from './schemas/messages.ts';
import { instant, knownValues, localDate } from './schemas/primitives.ts';
import * as problem from './schemas/problem.ts';
import * as protocols from './schemas/protocols.ts';
import * as session from './schemas/session.ts';
import * as status from './schemas/status.ts';

/** A JSON Schema, or any other part of the document. */
export type JsonObject = { [key: string]: unknown };

/** The schemas that the document names, under their names. */
export const components: Readonly<Record<string, z.core.$ZodType>> = {
  AccessRecord: crm.accessRecordSchema,
  AccessRecordPage: crm.accessRecordPageSchema,
  Agent: crm.agentSchema,
  AgentChanges: crm.agentChangesSchema,
  AgentList: crm.agentListSchema,
  AssignProtocol: crm.assignProtocolSchema,
  Attachment: attachments.attachmentSchema,
  AuditPage: crm.auditPageSchema,
  AuditRecord: crm.auditRecordSchema,
  Author: messages.authorSchema,
  CancelProtocol: protocols.cancelProtocolSchema,
  CannedAnswer: crm.cannedAnswerSchema,
  CannedAnswerChanges: crm.cannedAnswerChangesSchema,
  CannedAnswerList: crm.cannedAnswerListSchema,
  Classification: classifications.classificationSchema,
  ClassificationChanges: crm.classificationChangesSchema,
  ClassificationList: classifications.classificationListSchema,
  CloseProtocol: crm.closeProtocolSchema,
  ContactMethod: contactMethods.contactMethodSchema,
  ContactMethodChanges: crm.contactMethodChangesSchema,
  ContactMethodList: contactMethods.contactMethodListSchema,
  CreatedWebhook: crm.createdWebhookSchema,
  CrmClassification: crm.crmClassificationSchema,
  CrmClassificationList: crm.crmClassificationListSchema,
  CrmContactMethod: crm.crmContactMethodSchema,
  CrmContactMethodList: crm.crmContactMethodListSchema,
  CrmCounts: crm.crmCountsSchema,
  CrmMessage: crm.crmMessageSchema,
  CrmMessagePage: crm.crmMessagePageSchema,
  CrmProtocol: crm.crmProtocolSchema,
  CrmProtocolPage: crm.crmProtocolPageSchema,
  CrmProtocolSummary: crm.crmProtocolSummarySchema,
  Deadline: deadline.deadlineSchema,
  Delivery: crm.deliverySchema,
  DeliveryPage: crm.deliveryPageSchema,
  FieldIssue: problem.fieldIssueSchema,
  ForwardProtocol: crm.forwardProtocolSchema,
  Group: crm.groupSchema,
  GroupChanges: crm.groupChangesSchema,
  GroupList: crm.groupListSchema,
  Holiday: crm.holidaySchema,
  HolidayList: crm.holidayListSchema,
  Limits: session.limitsSchema,
  Message: messages.messageSchema,
  MessagePage: messages.messagePageSchema,
  NewAgent: crm.newAgentSchema,
  NewCannedAnswer: crm.newCannedAnswerSchema,
  NewClassification: crm.newClassificationSchema,
  NewContactMethod: crm.newContactMethodSchema,
  NewCrmMessage: crm.newCrmMessageSchema,
  NewCrmProtocol: crm.newCrmProtocolSchema,
  NewGroup: crm.newGroupSchema,
  NewHoliday: crm.newHolidaySchema,
  NewMessage: messages.newMessageSchema,
  NewProtocol: protocols.newProtocolSchema,
  NewProvider: crm.newProviderSchema,
  NewWebhook: crm.newWebhookSchema,
  Problem: problem.problemSchema,
  Protocol: protocols.protocolSchema,
  ProtocolActivity: crm.protocolActivitySchema,
  ProtocolChangedEvent: events.protocolChangedEventSchema,
  ProtocolCounts: protocols.protocolCountsSchema,
  ProtocolPage: protocols.protocolPageSchema,
  ProtocolSummary: protocols.protocolSummarySchema,
  Provider: crm.providerSchema,
  ProviderChanges: crm.providerChangesSchema,
  ProviderPage: crm.providerPageSchema,
  ReadMarker: messages.readMarkerSchema,
  ReadState: messages.readStateSchema,
  Receipt: protocols.receiptSchema,
  ReopenProtocol: crm.reopenProtocolSchema,
  Session: session.sessionSchema,
  Status: status.statusSchema,
  Webhook: crm.webhookSchema,
  WebhookChanges: crm.webhookChangesSchema,
  WebhookList: crm.webhookListSchema,
};

/** Says in JSON Schema what a check of ours means; zod cannot look into a function. */
const describeCheck = (schema: JsonObject, check: z.core.$ZodCheck): void => {
  const { def } = check._zod as { def: z.core.$ZodCheckDef & { params?: { min?: number; max?: number } } };
  const error = def.error?.({} as never);
  const code = typeof error === 'string' ? error : error?.message;
  // JSON Schema counts code points as we do (Validation, 6.3.1).
  if (code === 'too_long' && def.params?.max) schema['maxLength'] = def.params.max;
  if (code === 'required') {
    schema['minLength'] = 1;
    schema['pattern'] = '\\S';
  }
  if (code === 'out_of_range') Object.assign(schema, { minimum: def.params?.min, maximum: def.params?.max });
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

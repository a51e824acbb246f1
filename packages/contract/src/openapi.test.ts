import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildOpenApi } from './openapi.ts';
import { components, type JsonObject } from './openapi-schemas.ts';
import { routes } from './routes/index.ts';
import type { Route } from './routes/route.ts';
import { PROBLEM_STATUS } from './schemas/problem.ts';
import { MESSAGE_MAX_CODE_POINTS } from './text.ts';

interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  parameters: { name: string; in: string; required: boolean; schema: JsonObject }[];
  requestBody?: { content: Record<string, unknown> };
  responses: Record<string, { description: string; content?: Record<string, { schema: JsonObject }> }>;
}

interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonObject & { properties: Record<string, JsonObject> }> };
}

const document = buildOpenApi() as unknown as Document;
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

const walk = function* (value: unknown): Generator<JsonObject> {
  if (typeof value !== 'object' || value === null) return;
  yield value as JsonObject;
  for (const part of Object.values(value)) yield* walk(part);
};

describe('the OpenAPI document', () => {
  it('describes every route once, under its own id', () => {
    assert.equal(document.openapi, '3.1.0');
    assert.deepEqual(operations.map(({ operationId }) => operationId).sort(), Object.keys(routes).sort());
    for (const [operationId, route] of Object.entries<Route>(routes)) {
      assert.equal(document.paths[route.path]?.[route.method.toLowerCase()]?.operationId, operationId);
    }
  });

  it('refers only to what it holds, and holds only what somebody refers to', () => {
    const references = new Set(
      [...walk(document)].flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : [])),
    );
    const held = Object.keys(components).map((name) => `#/components/schemas/${name}`);
    assert.deepEqual([...references].sort(), held.sort());
    assert.deepEqual(Object.keys(document.components.schemas).sort(), Object.keys(components).sort());
  });

  it('gives every operation its success, its problems and a default', () => {
    for (const { operationId, responses, summary, tags } of operations) {
      const { status } = routes[operationId as keyof typeof routes];
      assert.ok(responses[String(status)], operationId);
      assert.ok(responses['default']?.content?.['application/problem+json'], operationId);
      assert.ok(responses['401'], operationId);
      assert.ok(summary && tags.length === 1, operationId);
    }
  });

  it('puts each problem code under its status', () => {
    for (const { responses } of operations) {
      for (const [status, { description }] of Object.entries(responses)) {
        for (const [, code = ''] of description.matchAll(/`(\w+)`/g)) {
          assert.equal(String(PROBLEM_STATUS[code as keyof typeof PROBLEM_STATUS]), status);
        }
      }
    }
  });

  it('asks for every path parameter', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters } of Object.values(methods)) {
        const declared = parameters.filter((parameter) => parameter.in === 'path' && parameter.required);
        assert.deepEqual(
          declared.map(({ name }) => name),
          names,
        );
      }
    }
  });

  it('asks for a key exactly where something is made', () => {
    for (const { operationId, parameters } of operations) {
      const route: Route = routes[operationId as keyof typeof routes];
      const keyed = parameters.some(({ name, required }) => name === 'Idempotency-Key' && required);
      assert.equal(keyed, route.idempotent ?? false, operationId);
    }
  });

  it('offers the query of the list, all of it optional', () => {
    const parameters = document.paths['/v1/protocols']?.['get']?.parameters ?? [];
    assert.deepEqual(
      parameters.map(({ name }) => name),
      ['state', 'search', 'classificationId', 'from', 'to', 'unread', 'cursor', 'limit'],
    );
    assert.ok(parameters.every(({ required }) => !required));
  });

  it('says the limits that the checks enforce', () => {
    const { NewMessage, NewProtocol } = document.components.schemas;
    assert.deepEqual(NewMessage?.properties['body'], {
      type: 'string',
      minLength: 1,
      maxLength: MESSAGE_MAX_CODE_POINTS,
      pattern: '\\S',
    });
    assert.equal(NewProtocol?.properties['contactPerson']?.['maxLength'], 120);
    assert.equal(NewProtocol?.properties['contactEmail']?.['format'], 'email');
  });

  it('closes inputs and leaves answers open', () => {
    for (const operation of operations) {
      const { body }: Route = routes[operation.operationId as keyof typeof routes];
      const name = Object.keys(components).find((candidate) => components[candidate] === body);
      if (name) assert.equal(document.components.schemas[name]?.['additionalProperties'], false, name);
    }
    assert.equal(document.components.schemas['Protocol']?.['additionalProperties'], undefined);
    assert.equal(document.components.schemas['Problem']?.['additionalProperties'], undefined);
  });

  it('names the values of open enums without closing them', () => {
    const { Status } = document.components.schemas;
    assert.deepEqual(Status, {
      type: 'string',
      'x-extensible-enum': ['received', 'in_analysis', 'awaiting_provider', 'closed', 'cancelled'],
    });
    const extensible = [...walk(document.components.schemas)].filter((schema) => schema['x-extensible-enum']);
    assert.ok(extensible.length >= 11);
    assert.ok(extensible.every((schema) => !('enum' in schema)));
  });

  it('is plain JSON', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(document)), document);
    assert.ok([...walk(document)].every((part) => !('$schema' in part) && !('$id' in part)));
  });

  it('takes the address and the version that it is given', () => {
    const { servers, info } = buildOpenApi({ serverUrl: 'https://api.example', version: '2.1.0' });
    assert.deepEqual(servers, [{ url: 'https://api.example' }]);
    assert.equal((info as JsonObject)['version'], '2.1.0');
  });
});

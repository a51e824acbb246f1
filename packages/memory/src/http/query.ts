import type { Route } from '@fale-conosco/contract';
import * as z from 'zod/mini';

const coerce = (value: string, type: unknown): unknown => {
  if (type === 'integer' && /^-?\d{1,16}$/.test(value)) return Number(value);
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
};

const typesOf = new WeakMap<object, Record<string, unknown>>();

/** The types of a query's fields, from its JSON Schema; made once a route. */
const queryTypes = (schema: NonNullable<Route['query']>): Record<string, unknown> => {
  const known = typesOf.get(schema);
  if (known) return known;
  const properties = z.toJSONSchema(schema, { io: 'input' }).properties ?? {};
  const types = Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, (property as { type?: unknown }).type]),
  );
  typesOf.set(schema, types);
  return types;
};

/** The query as its schema takes it: numbers and booleans from their texts; what does not fit stays text. */
export const readQuery = (schema: Route['query'], parameters: URLSearchParams): Record<string, unknown> => {
  const query: Record<string, unknown> = {};
  if (parameters.size === 0) return query;
  const types = schema ? queryTypes(schema) : {};
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name);
    // A parameter that comes twice is a list, which no query takes.
    query[name] = values.length > 1 ? values : coerce(values[0] ?? '', types[name]);
  }
  return query;
};

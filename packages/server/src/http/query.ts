import type { Route } from '@fale-conosco/contract';
import * as z from 'zod/mini';

/** Turns the texts of a query string into the numbers and booleans that its schema wants; what does not fit stays text. */
export type QueryCoercion = (query: Record<string, unknown>) => Record<string, unknown>;

/** Prepares the coercion for one route. */
export const createQueryCoercion = (schema: Route['query']): QueryCoercion => {
  const properties = schema ? (z.toJSONSchema(schema, { io: 'input' }).properties ?? {}) : {};
  const types = new Map(
    Object.entries(properties).map(([name, property]) => [
      name,
      typeof property === 'object' && property.type,
    ]),
  );
  return (query) =>
    Object.fromEntries(Object.entries(query).map(([name, value]) => [name, coerce(value, types.get(name))]));
};

const coerce = (value: unknown, type: unknown): unknown => {
  if (typeof value !== 'string') return value;
  if (type === 'integer' && /^-?\d{1,16}$/.test(value)) return Number(value);
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
};

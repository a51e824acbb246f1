import { type EventType, eventSchemas, type ServerEvent } from '@fale-conosco/contract';
import * as z from 'zod/mini';

const isEventType = (type: string): type is EventType => Object.hasOwn(eventSchemas, type);

/** "Read everything again", said by the client itself when it cannot know what it missed. */
export const resetEvent = (id = ''): ServerEvent => ({ type: 'stream.reset', id, data: {} });

/**
 * Reads an event of the stream.
 *
 * @returns `undefined` for a type that a newer server may send. Data that cannot be read becomes a reset: something
 * changed, and reading again is always right.
 */
export const parseEvent = (type: string, id: string, data: string): ServerEvent | undefined => {
  if (!isEventType(type)) return undefined;
  try {
    return { type, id, data: z.parse(eventSchemas[type], JSON.parse(data)) } as ServerEvent;
  } catch {
    return resetEvent(id);
  }
};

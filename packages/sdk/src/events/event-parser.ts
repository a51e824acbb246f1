/** What a parser of Server-Sent Events calls. */
export interface EventParserCallbacks {
  /** The id to resume from, told before its event. */
  onId: (id: string) => void;
  /** The server's wish for the time before reconnecting, in milliseconds. */
  onRetry: (ms: number) => void;
  onEvent: (type: string, data: string) => void;
}

/**
 * Reads Server-Sent Events from text as it comes (WHATWG HTML, 9.2.6). An event that is not ended by an empty line
 * is dropped, and so is its id.
 *
 * @returns takes the next piece of text
 */
export const createEventParser = ({
  onId,
  onRetry,
  onEvent,
}: EventParserCallbacks): ((text: string) => void) => {
  let rest = '';
  let type = '';
  let data: string[] = [];
  let id: string | undefined;

  const readLine = (line: string): void => {
    if (line === '') {
      if (id !== undefined) onId(id);
      if (data.length) onEvent(type || 'message', data.join('\n'));
      type = '';
      data = [];
      id = undefined;
      return;
    }
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'event') type = value;
    else if (field === 'data') data.push(value);
    else if (field === 'id' && !value.includes('\0')) id = value;
    else if (field === 'retry' && /^\d+$/.test(value)) onRetry(Number(value));
  };

  return (text) => {
    rest += text;
    // A `\r` at the end may be the first half of `\r\n`: it waits for what follows.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) readLine(line);
  };
};

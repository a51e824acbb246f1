/** A response with a text or without a body, which is read without waiting for the platform's streams. */
export class TextResponse extends Response {
  readonly #text: string | null;
  readonly #init: ResponseInit;

  constructor(text: string | null, init: ResponseInit) {
    super(text, init);
    this.#text = text;
    this.#init = init;
  }

  override text(): Promise<string> {
    return Promise.resolve(this.#text ?? '');
  }

  override async json(): Promise<unknown> {
    return JSON.parse(this.#text ?? '');
  }

  override clone(): TextResponse {
    return new TextResponse(this.#text, this.#init);
  }
}

import type {
  Attachment,
  CancelProtocol,
  Classification,
  ContactMethod,
  Message,
  MessageListQuery,
  MessagePage,
  NewMessage,
  NewProtocol,
  Protocol,
  ProtocolCounts,
  ProtocolListQuery,
  ProtocolPage,
  ProtocolSummary,
  ReadPurpose,
  ReadState,
  Receipt,
  ServerEvent,
  Session,
} from '@fale-conosco/contract';

/** What every call takes. */
export interface RequestOptions {
  /** Ends the call, its retries and its waits with the platform's `AbortError`. */
  signal?: AbortSignal | undefined;
  /** For each attempt, in milliseconds; the client's own by default. */
  timeoutMs?: number | undefined;
  /** Sent besides; they replace the SDK's own of the same name, the token apart. */
  headers?: Record<string, string> | undefined;
  /**
   * For calls that make something. Give the same key to repeat a call whose outcome is unknown; without one, each
   * call makes its own and keeps it over its retries.
   */
  idempotencyKey?: string | undefined;
}

/** What calls take that change something which others may change at the same time. */
export interface ChangeOptions extends RequestOptions {
  /**
   * The `version` that was read. When it is no longer the present one nothing is changed, and the call fails with
   * `VersionConflictError`.
   */
  version?: number | undefined;
}

/** What reading a protocol takes. */
export interface ReadOptions extends RequestOptions {
  /**
   * Why it is read, for the access log: `view` when a person opens it and sees it, `row` when a row of a list is brought up to
   * date. Without one the log says that its data were read.
   */
  purpose?: ReadPurpose | undefined;
}

/** Who is signed in, and the limits of the installation. */
export interface SessionResource {
  /** Reads the session from the server; what `cached` gives from then on. */
  retrieve(options?: RequestOptions): Promise<Session>;
  /** One request per client, shared by all callers; a failed one is forgotten. */
  cached(): Promise<Session>;
}

/** The tree of subjects, flat by `parentId`. */
export interface ClassificationsResource {
  /** All nodes that providers are shown, siblings in their order. */
  list(options?: RequestOptions): Promise<Classification[]>;
}

/** The contact methods that the form offers. */
export interface ContactMethodsResource {
  /** All of them. */
  list(options?: RequestOptions): Promise<ContactMethod[]>;
}

/** The protocols of the signed-in user's provider. */
export interface ProtocolsResource {
  /** One page, most recent activity first. */
  list(query?: ProtocolListQuery, options?: RequestOptions): Promise<ProtocolPage>;
  /** All pages, one after another, fetched as they are needed. */
  iterate(query?: ProtocolListQuery, options?: RequestOptions): AsyncIterable<ProtocolSummary>;
  /** Totals for the tabs. */
  counts(options?: RequestOptions): Promise<ProtocolCounts>;
  /** Opens a protocol with its first message. */
  create(input: NewProtocol, options?: RequestOptions): Promise<Protocol>;
  /** One protocol, without its thread. */
  retrieve(number: string, options?: ReadOptions): Promise<Protocol>;
  /** Only while `received`; otherwise `ConflictError`. */
  cancel(number: string, input?: CancelProtocol, options?: RequestOptions): Promise<Protocol>;
  /** Proof of the registration (`comprovante`). */
  receipt(number: string, options?: RequestOptions): Promise<Receipt>;
}

/** The thread of a protocol. */
export interface MessagesResource {
  /** Without `after` the newest messages, with it those of a greater sequence; in ascending sequence. */
  list(number: string, query?: MessageListQuery, options?: RequestOptions): Promise<MessagePage>;
  /** Complements the protocol (`Complementar`). */
  create(number: string, input: NewMessage, options?: RequestOptions): Promise<Message>;
  /**
   * "I have seen everything up to this sequence." Never moves backwards. The operator is told so: call it when the end of each
   * message was before somebody's eyes, not when it was fetched.
   */
  markRead(number: string, sequence: number, options?: RequestOptions): Promise<ReadState>;
}

/** How far an upload is, in bytes. */
export interface UploadProgress {
  sentBytes: number;
  totalBytes: number;
}

/** How a file is sent. */
export interface UploadOptions {
  /** By default the file's own name. */
  fileName?: string | undefined;
  /** Only for groups with `Acessa dados sob sigilo`. */
  confidential?: boolean | undefined;
  /** Bytes of one request, 5 MiB by default. */
  chunkBytes?: number | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: UploadProgress) => void) | undefined;
}

/** - `uploading` on its way · `paused` by the caller · `done` · `failed` · `aborted` by the caller */
export type UploadState = 'uploading' | 'paused' | 'done' | 'failed' | 'aborted';

/** A file on its way. */
export interface Upload {
  readonly state: UploadState;
  /** Known once the server has accepted the upload. */
  readonly attachmentId: string | undefined;
  readonly sentBytes: number;
  /** The attachment, ready to go with a message; rejects with `UploadRejectedError`, another error, or `AbortError`. */
  readonly done: Promise<Attachment>;
  /** Ends the request under way; the server keeps what it has. */
  pause(): void;
  /** Goes on from where the server stands. */
  resume(): void;
  /** Stops, and has the server delete what it got. */
  abort(): Promise<void>;
}

/** Resumable uploads (tus 1.0), apart from the message that will refer to them. */
export interface UploadsResource {
  /** Begins to send a file; its `done` gives the attachment. */
  start(file: Blob & { readonly name?: string }, options?: UploadOptions): Upload;
}

/** Files that were sent. */
export interface AttachmentsResource {
  /** Its data: name, type, size, state. */
  retrieve(id: string, options?: RequestOptions): Promise<Attachment>;
  /** The content. Offer it as a download; never open it inside the page. */
  download(id: string, options?: RequestOptions): Promise<Blob>;
}

/** State of the event stream; `offline` while there is none and the next attempt waits. */
export type ConnectionState = 'connecting' | 'open' | 'offline';

/** What a subscriber may add. */
export interface SubscribeOptions {
  signal?: AbortSignal | undefined;
  onConnectionChange?: ((state: ConnectionState) => void) | undefined;
}

/** What changed, as it happens. Events are hints: read again what they name. */
export interface EventsResource {
  /**
   * Listens to the client's one stream, which all subscribers share; it opens with the first and closes with the last.
   *
   * @returns ends this subscription
   */
  subscribe(listener: (event: ServerEvent) => void, options?: SubscribeOptions): () => void;
  /** A stream of its own, reconnecting by itself, for scripts: `for await (const event of …)`. Ends with the signal. */
  stream(options?: {
    signal?: AbortSignal | undefined;
    lastEventId?: string | undefined;
  }): AsyncIterable<ServerEvent>;
}

/** The provider's side of the contract: what the elements need, whether from a server or from memory. */
export interface FaleConosco {
  readonly session: SessionResource;
  readonly classifications: ClassificationsResource;
  readonly contactMethods: ContactMethodsResource;
  readonly protocols: ProtocolsResource;
  readonly messages: MessagesResource;
  readonly uploads: UploadsResource;
  readonly attachments: AttachmentsResource;
  readonly events: EventsResource;
}

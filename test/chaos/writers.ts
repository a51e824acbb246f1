/** People and programs that write through the SDK while the installation is disturbed. */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError, FaleConoscoError, randomUuid } from '@fale-conosco/sdk';
import type { Random } from '../../demo/catalogue/random.ts';
import type { Installation } from './installation.ts';
import type { Acknowledgement, Intent, Ledger } from './ledger.ts';

/** Who writes for a provider, and who answers. */
const PROVIDER_LOGINS = ['ana@saolucas', 'bruno@saolucas', 'carla@santahelena', 'davi@exata'] as const;
const AGENT_LOGIN = 'admin@operadora';
/** After this long without a response a writer gives up, and the outcome stays unknown. */
const PATIENCE_MS = 90_000;
const PAUSE_MS = 200;
const UPLOAD_BYTES = 200_000;

/** What protocols need of the catalogue. */
interface Catalogue {
  classificationId: string;
  contactMethodId: string;
  groupIds: string[];
}

/** Whether a refusal is final: nothing was done, and the same request would be refused again. */
const isFinal = (error: unknown): error is ApiError =>
  error instanceof ApiError &&
  error.status >= 400 &&
  error.status < 500 &&
  ![401, 408, 429].includes(error.status) &&
  error.code !== 'idempotency_in_progress';

/** Writers on an installation, until they are stopped. */
export class Writers {
  readonly #installation: Installation;
  readonly #ledger: Ledger;
  readonly #servers: number;
  #stopping = false;
  #running: Promise<void>[] = [];
  /** Requests repeated by a writer after the SDK had given up. */
  repetitions = 0;

  constructor(installation: Installation, ledger: Ledger, servers = 1) {
    this.#installation = installation;
    this.#ledger = ledger;
    this.#servers = servers;
  }

  /** Starts so many writers, each with chances of its own. */
  async start(count: number, random: Random): Promise<void> {
    const catalogue = await this.#readCatalogue();
    for (let index = 0; index < count; index += 1) {
      const login = PROVIDER_LOGINS[index % PROVIDER_LOGINS.length] ?? PROVIDER_LOGINS[0];
      this.#running.push(this.#write(login, catalogue, random));
    }
  }

  /** Waits until every writer has an outcome for what it began. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#running);
  }

  async #readCatalogue(): Promise<Catalogue> {
    const client = this.#installation.client(PROVIDER_LOGINS[0]);
    const [classifications, methods, groups] = await Promise.all([
      client.classifications.list(),
      client.contactMethods.list(),
      this.#installation.crm(AGENT_LOGIN).groups.list(),
    ]);
    return {
      classificationId: classifications.find(({ name }) => name === 'Lote rejeitado')?.id ?? '',
      contactMethodId: methods.find(({ description }) => description === 'Portal do prestador')?.id ?? '',
      groupIds: groups.filter(({ active }) => active).map(({ id }) => id),
    };
  }

  async #write(login: string, catalogue: Catalogue, random: Random): Promise<void> {
    const numbers: string[] = [];
    while (!this.#stopping) {
      const number = numbers.length > 0 ? random.pick(numbers) : undefined;
      const chance = random.next();
      if (number === undefined || chance < 0.3) {
        const acknowledgement = await this.#create(login, catalogue, random);
        if (acknowledgement) numbers.push(acknowledgement.number);
      } else if (chance < 0.6) await this.#reply(login, number, [], random);
      else if (chance < 0.7) await this.#replyWithFile(login, number, random);
      else if (chance < 0.85) await this.#answer(number, random);
      else if (chance < 0.93) await this.#forward(number, catalogue, random);
      else {
        await this.#close(number, random);
        numbers.splice(numbers.indexOf(number), 1);
      }
    }
  }

  #create(login: string, { classificationId, contactMethodId }: Catalogue, random: Random) {
    return this.#perform('create', random, async (message, idempotencyKey, server) => {
      const { number } = await this.#installation.client(login, server).protocols.create(
        {
          ...{ classificationId, contactMethodId, message, attachmentIds: [] },
          ...{ contactPerson: 'Ana Ribeiro', contactPhone: '(11) 90000-1234' },
          contactEmail: 'ana.ribeiro@saolucas.example',
        },
        { idempotencyKey },
      );
      return { number, sequence: 1 };
    });
  }

  #reply(login: string, number: string, attachmentIds: string[], random: Random) {
    return this.#perform('reply', random, async (body, idempotencyKey, server) => {
      const client = this.#installation.client(login, server);
      const { sequence } = await client.messages.create(number, { body, attachmentIds }, { idempotencyKey });
      return { number, sequence };
    });
  }

  async #replyWithFile(login: string, number: string, random: Random): Promise<void> {
    const content = Buffer.concat([
      Buffer.from('%PDF-1.7\n'),
      Buffer.alloc(UPLOAD_BYTES, random.integer(0, 255)),
    ]);
    const client = this.#installation.client(login, random.integer(0, this.#servers - 1));
    try {
      const upload = client.uploads.start(new File([content], 'laudo.pdf'), { chunkBytes: 50_000 });
      const { id } = await upload.done;
      this.#ledger.files.push({ id, sha256: createHash('sha256').update(content).digest('hex') });
      await this.#reply(login, number, [id], random);
    } catch (error) {
      // Given up before the server said that it has the file: nothing was promised.
      if (!(error instanceof FaleConoscoError)) throw error;
    }
  }

  #answer(number: string, random: Random) {
    return this.#perform('answer', random, async (body, idempotencyKey, server) => {
      const crm = this.#installation.crm(AGENT_LOGIN, server);
      const { sequence } = await crm.messages.create(
        number,
        { body, attachmentIds: [], visibility: 'public', asksProvider: false },
        { idempotencyKey },
      );
      return { number, sequence };
    });
  }

  #forward(number: string, { groupIds }: Catalogue, random: Random) {
    const groupId = random.pick(groupIds);
    return this.#perform('forward', random, async (note, idempotencyKey, server) => {
      await this.#installation
        .crm(AGENT_LOGIN, server)
        .protocols.forward(number, { groupId, note }, { idempotencyKey });
      return { number };
    });
  }

  #close(number: string, random: Random) {
    return this.#perform('close', random, async (body, idempotencyKey, server) => {
      await this.#installation
        .crm(AGENT_LOGIN, server)
        .protocols.close(number, { body, attachmentIds: [] }, { idempotencyKey });
      return { number };
    });
  }

  /** Sends something, again and again under the same key, until the server has said what became of it. */
  async #perform(
    kind: Intent['kind'],
    random: Random,
    send: (marker: string, idempotencyKey: string, server: number) => Promise<Acknowledgement>,
  ): Promise<Acknowledgement | undefined> {
    const intent = this.#ledger.add(kind);
    const key = randomUuid();
    for (const deadlineMs = performance.now() + PATIENCE_MS; performance.now() < deadlineMs; ) {
      intent.attempts += 1;
      if (intent.attempts > 1) this.repetitions += 1;
      try {
        intent.acknowledgement = await send(intent.marker, key, random.integer(0, this.#servers - 1));
        intent.outcome = 'acknowledged';
        return intent.acknowledgement;
      } catch (error) {
        if (!(error instanceof FaleConoscoError)) throw error;
        if (isFinal(error)) {
          Object.assign(intent, { outcome: 'refused', refusal: error.code });
          return undefined;
        }
        await sleep(PAUSE_MS);
      }
    }
    return undefined;
  }
}

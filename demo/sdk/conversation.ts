/**
 * A conversation through the SDK alone, both sides of it, while `npm start` runs:
 * `node --conditions=source demo/sdk/conversation.ts`.
 */
import { formatProtocolNumber } from '@fale-conosco/contract';
import { FaleConoscoClient } from '@fale-conosco/sdk';
import { CrmClient } from '@fale-conosco/sdk/crm';
import { loadOrCreateDemoIssuer } from '../catalogue/index.ts';
import { dataDir, readPlaces } from '../settings.ts';

const baseUrl = `http://localhost:${readPlaces().apiPort}`;
// A portal's own back end would sign these, or an identity provider.
const issuer = await loadOrCreateDemoIssuer(dataDir);
const provider = new FaleConoscoClient({
  baseUrl,
  locale: 'pt-BR',
  getToken: () => issuer.signToken('ana@saolucas'),
});
const operator = new CrmClient({
  baseUrl,
  locale: 'pt-BR',
  getToken: () => issuer.signToken('fabio@faturamento'),
});

const say = (text: string): void => console.log(`• ${text}`);

const session = await provider.session.retrieve();
say(`Entrou ${session.user.name}, de ${session.provider?.name}.`);

const subject = (await provider.classifications.list()).find(({ name }) => name === 'Lote rejeitado');
const [contactMethod] = await provider.contactMethods.list();
if (!subject || !contactMethod) throw new Error('The demo catalogue is not there.');

const report = new File(['Lote: 202611-0041\r\nRetorno: código 1801\r\n'], 'retorno-do-lote.txt');
const upload = provider.uploads.start(report, {
  onProgress: ({ sentBytes, totalBytes }) =>
    say(`Enviando ${report.name}: ${sentBytes} de ${totalBytes} bytes.`),
});
const attachment = await upload.done;

const protocol = await provider.protocols.create({
  classificationId: subject.id,
  contactMethodId: contactMethod.id,
  contactPerson: session.user.name,
  contactPhone: session.user.phone ?? '(11) 90000-1234',
  contactEmail: session.user.email ?? 'ana.ribeiro@saolucas.example',
  message: 'O lote 202611-0041 voltou rejeitado com o código 1801. O que precisa ser corrigido?',
  attachmentIds: [attachment.id],
});
const { number } = protocol;
say(`Abriu o protocolo ${formatProtocolNumber(number)} em ${protocol.classification.path.join(' > ')}.`);

// An event says that something changed; what changed is read afterwards.
const answered = new Promise<number>((resolve) => {
  const stop = provider.events.subscribe(
    (event) => {
      if (event.type !== 'protocol.changed' || event.data.number !== number) return;
      if (event.data.status !== 'awaiting_provider') return;
      stop();
      resolve(event.data.lastSequence);
    },
    {
      onConnectionChange: (state) => {
        if (state !== 'open') return;
        say('Acompanhando as novidades ao vivo.');
        void answer();
      },
    },
  );
});

let asked = false;
async function answer(): Promise<void> {
  if (asked) return;
  asked = true;
  await operator.messages.create(number, {
    body: 'O número da guia principal está em branco em duas guias. Pode enviar a relação corrigida?',
    attachmentIds: [],
    visibility: 'public',
    asksProvider: true,
  });
  say('A operadora respondeu e pediu um retorno.');
}

const lastSequence = await answered;
const { items: news } = await provider.messages.list(number, { after: protocol.lastSequence });
for (const { author, body } of news)
  say(`Chegou ao vivo, de ${author.name} (${author.organization}): “${body}”`);
await provider.messages.markRead(number, lastSequence);

const list = new File(['guia;lote\r\n0045871203;202611-0041\r\n'], 'guias-corrigidas.csv');
const corrected = await provider.uploads.start(list).done;
await provider.messages.create(number, { body: 'Segue a relação corrigida.', attachmentIds: [corrected.id] });
say(`Complementou com ${corrected.fileName}.`);

const { status, unreadCount } = await provider.protocols.retrieve(number);
const { items: thread } = await provider.messages.list(number);
say(`O protocolo tem ${thread.length} mensagens, ${unreadCount} não visualizadas; situação: ${status}.`);

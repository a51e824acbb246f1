import {
  addBusinessDays,
  addDays,
  formatDate,
  type LocalDate,
  localDateOf,
  paymentDateAfter,
} from './calendar.ts';
import type { ProviderKind } from './people.ts';
import type { Random } from './random.ts';

/** Values of the slots that stay the same through a protocol, by slot name. */
export type Facts = Readonly<Record<string, string>>;

type Coded = readonly [code: string, name: string];

interface Stock {
  /** Least and greatest value of a batch. */
  amountCents: readonly [number, number];
  /** Least and greatest value of one item of a guia. */
  itemCents: readonly [number, number];
  procedures: readonly Coded[];
  /** Procedures that are charged in quantities. */
  series: readonly Coded[];
  packages: readonly Coded[];
  occupations: readonly string[];
  services: readonly string[];
}

const stocks: Readonly<Record<ProviderKind, Stock>> = {
  clinic: {
    amountCents: [90_000, 1_400_000],
    itemCents: [4_800, 62_000],
    procedures: [
      ['40901122', 'ultrassonografia de abdome total'],
      ['40901106', 'ecodopplercardiograma transtorácico'],
      ['40101010', 'ECG convencional de até 12 derivações'],
      ['40201120', 'endoscopia digestiva alta'],
      ['40201082', 'colonoscopia'],
      ['41101227', 'ressonância magnética de coluna'],
    ],
    series: [
      ['30101468', 'exérese de lesão de pele e mucosas'],
      ['30101077', 'biópsia de pele'],
      ['30101646', 'infiltração intralesional, por sessão'],
    ],
    packages: [
      ['40201120', 'endoscopia digestiva alta'],
      ['40201082', 'colonoscopia'],
    ],
    occupations: [
      '225125 - médico clínico',
      '225120 - médico cardiologista',
      '225270 - médico ortopedista e traumatologista',
    ],
    services: [
      'ecocardiograma sob estresse',
      'Holter de 24 horas',
      'ultrassonografia com Doppler',
      'fisioterapia',
    ],
  },
  hospital: {
    amountCents: [800_000, 19_000_000],
    itemCents: [28_000, 340_000],
    procedures: [
      ['31005497', 'colecistectomia por videolaparoscopia'],
      ['30735068', 'reparo artroscópico do manguito rotador'],
      ['30733073', 'reconstrução do ligamento cruzado'],
      ['41001010', 'tomografia de crânio'],
      ['41101014', 'ressonância magnética de crânio'],
      ['40201082', 'colonoscopia'],
    ],
    series: [
      ['30101239', 'curativo especial sob anestesia, por unidade topográfica'],
      ['30101280', 'desbridamento cirúrgico, por unidade topográfica'],
      ['40304361', 'hemograma com contagem de plaquetas'],
    ],
    packages: [
      ['31005497', 'colecistectomia por videolaparoscopia'],
      ['30733073', 'reconstrução do ligamento cruzado'],
    ],
    occupations: [
      '225150 - médico em medicina intensiva',
      '225225 - médico cirurgião geral',
      '225151 - médico anestesiologista',
    ],
    services: ['hemodinâmica', 'ressonância magnética', 'oncologia clínica', 'terapia renal substitutiva'],
  },
  laboratory: {
    amountCents: [60_000, 900_000],
    itemCents: [900, 9_500],
    procedures: [
      ['40304361', 'hemograma com contagem de plaquetas'],
      ['40316521', 'TSH'],
      ['40316491', 'T4 livre'],
      ['40301605', 'colesterol total'],
      ['40301630', 'creatinina'],
      ['40302830', 'vitamina D (25-hidroxi)'],
    ],
    series: [
      ['40304361', 'hemograma com contagem de plaquetas'],
      ['40302580', 'ureia'],
      ['40308391', 'proteína C reativa quantitativa'],
    ],
    packages: [['40304361', 'hemograma com contagem de plaquetas']],
    occupations: ['221205 - biomédico', '223415 - farmacêutico analista clínico'],
    services: ['biologia molecular', 'coleta domiciliar', 'anatomia patológica', 'triagem neonatal ampliada'],
  },
};

const images: readonly Coded[] = [
  ['41101227', 'ressonância magnética de coluna'],
  ['41101014', 'ressonância magnética de crânio'],
  ['41001010', 'tomografia computadorizada de crânio'],
];

/** Surgeries with the material that each of them uses. */
const implants: readonly (readonly [code: string, name: string, material: string])[] = [
  ['30726034', 'artroplastia total de joelho com implantes', 'prótese total de joelho cimentada'],
  ['30735068', 'reparo artroscópico do manguito rotador', 'âncora de sutura absorvível'],
  ['30733073', 'reconstrução do ligamento cruzado', 'parafuso de interferência absorvível'],
  ['31401236', 'derivação ventricular interna com válvula', 'válvula de derivação ventricular programável'],
];

/** Reasons of TISS domain table 38 (messages: glosas, denials and others). */
const administrativeReasons = [
  '1001 - número da carteira inválido',
  '1308 - guia já apresentada',
  '1403 - não existe informação sobre a senha de autorização do procedimento',
  '1404 - não existe guia de autorização relacionada',
  '1405 - data de validade da senha é anterior à data do atendimento',
  '1406 - número da senha informado diferente do liberado pela operadora',
];
const technicalReasons = [
  '1402 - procedimento não autorizado',
  '1408 - quantidade de serviço solicitada acima da autorizada',
  '1702 - cobrança de procedimento em duplicidade',
  '1705 - valor apresentado a maior',
];
const medicines = [
  'pembrolizumabe 100 mg',
  'infliximabe 100 mg',
  'imunoglobulina humana 5 g',
  'trastuzumabe 440 mg',
];
const units = ['unidade Centro', 'unidade Norte', 'unidade Sul', 'unidade Jardim', 'unidade Avenida'];

/** `R$ 1.284,60` of a number of cents. */
export function formatMoney(cents: number): string {
  const whole = String(Math.floor(cents / 100)).replaceAll(/\B(?=(\d{3})+$)/g, '.');
  return `R$ ${whole},${String(cents % 100).padStart(2, '0')}`;
}

function digits(random: Random, count: number): string {
  return String(random.integer(10 ** (count - 1), 10 ** count - 1));
}

/** Draws the references of one case: guias, batches, amounts, dates before `registered`, procedures of that kind of provider. */
export function drawFacts(random: Random, kind: ProviderKind, registered: LocalDate): Facts {
  const stock = stocks[kind];
  const [tuss, proc] = random.pick(stock.procedures);
  const [tuss2, proc2] = random.pick(stock.procedures.filter(([code]) => code !== tuss));
  const [tussSerie, procSerie] = random.pick(stock.series);
  const [tussPacote, procPacote] = random.pick(stock.packages);
  const [tussImagem, imagem] = random.pick(images);
  const [tussOpme, procOpme, material] = random.pick(implants);
  const amount = random.integer(...stock.amountCents);
  const lesser = Math.round(amount * (0.55 + random.next() * 0.38));
  const item = random.integer(...stock.itemCents);
  const lesserItem = Math.round(item * (0.6 + random.next() * 0.33));
  const quantity = random.integer(3, 8);
  const batch = random.integer(11_000, 48_000);
  const guia = random.integer(41_000_000, 69_000_000);
  const service = addDays(registered, -random.integer(25, 60));
  const sent = addBusinessDays(registered, -random.integer(2, 9));
  const [, month, year] = formatDate(service).split('/');
  return {
    lote: String(batch),
    lote2: String(batch + random.integer(1, 14)),
    protocoloLote: digits(random, 7),
    guia: String(guia),
    guia2: String(guia + random.integer(3, 60)),
    guia3: String(guia + random.integer(61, 140)),
    senha: digits(random, 9),
    valor: formatMoney(amount),
    valorMenor: formatMoney(lesser),
    diferenca: formatMoney(amount - lesser),
    valorItem: formatMoney(item),
    valorItemMenor: formatMoney(lesserItem),
    diferencaItem: formatMoney(item - lesserItem),
    valorAlto: formatMoney(random.integer(280_000, 3_900_000)),
    data: formatDate(service),
    dataEnvio: formatDate(sent),
    registro: formatDate(registered),
    competencia: `${month}/${year}`,
    competenciaArquivo: `${year}-${month}`,
    validade: formatDate(addBusinessDays(registered, random.integer(28, 44))),
    tuss,
    proc,
    tuss2,
    proc2,
    tussSerie,
    procSerie,
    tussPacote,
    procPacote,
    tussImagem,
    imagem,
    tussOpme,
    procOpme,
    material,
    medicamento: random.pick(medicines),
    qtd: String(quantity),
    qtdMenor: String(random.integer(2, quantity - 1)),
    capacidade: String(random.integer(4, 18) * 10),
    glosa: random.pick(administrativeReasons),
    glosaTec: random.pick(technicalReasons),
    cnes: digits(random, 7),
    crm: digits(random, 4),
    cbo: random.pick(stock.occupations),
    ramal: digits(random, 4),
    unidade: random.pick(units),
    servico: random.pick(stock.services),
    areaElogiada: random.pick(['faturamento', 'autorizações', 'suporte ao portal', 'credenciamento']),
  };
}

/** Slots that depend on the moment at which a message is written. */
export function momentFacts(at: Date): Facts {
  const today = localDateOf(at);
  const hour = new Date(at.getTime() - 3 * 3_600_000).getUTCHours();
  return {
    saudacao: hour < 12 ? 'Bom dia' : hour < 18 ? 'Boa tarde' : 'Boa noite',
    hoje: formatDate(today),
    prazo: formatDate(addBusinessDays(today, 5)),
    prazoCurto: formatDate(addBusinessDays(today, 2)),
    pagamento: formatDate(paymentDateAfter(today)),
  };
}

/** Fills the slots of a template; throws `RangeError` for a slot that no fact fills. */
export function fill(template: string, facts: Facts): string {
  return template.replaceAll(/\{(\w+)\}/g, (_match, name: string) => {
    const value = facts[name];
    if (value === undefined) throw new RangeError(`No fact fills {${name}}.`);
    return value;
  });
}

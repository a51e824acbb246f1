import { uuidFromName } from './random.ts';

/** A contact method as the register `Forma de contato` keeps it. */
export interface DemoContactMethod {
  id: string;
  description: string;
  active: boolean;
  mode: 'contact' | 'return' | 'both';
  receivesComplaints: boolean;
  listedInApi: boolean;
  shownOnBeneficiaryWeb: boolean;
  /** `Fale Conosco` = `Sim`: protocols registered by it are listed to providers. */
  faleConosco: boolean;
  /** `Liberada para a Web`. */
  releasedForWeb: boolean;
}

type Flags = Partial<Omit<DemoContactMethod, 'id' | 'description' | 'mode'>>;

function method(description: string, mode: DemoContactMethod['mode'], flags: Flags): DemoContactMethod {
  return {
    id: uuidFromName(`contact-method/${description}`),
    description,
    active: true,
    mode,
    receivesComplaints: false,
    listedInApi: false,
    shownOnBeneficiaryWeb: false,
    faleConosco: false,
    releasedForWeb: false,
    ...flags,
  };
}

/** The contact methods by key; the providers' form offers the first four. */
export const contactMethodsByKey = {
  portal: method('Portal do prestador', 'both', {
    receivesComplaints: true,
    listedInApi: true,
    faleConosco: true,
    releasedForWeb: true,
  }),
  telefone: method('Telefone', 'both', { receivesComplaints: true, listedInApi: true, faleConosco: true }),
  email: method('E-mail', 'contact', { receivesComplaints: true, listedInApi: true, faleConosco: true }),
  whatsapp: method('WhatsApp', 'contact', { shownOnBeneficiaryWeb: true, faleConosco: true }),
  presencial: method('Presencial', 'contact', { receivesComplaints: true }),
  oficio: method('Ofício', 'contact', { receivesComplaints: true }),
  retornoWeb: method('Retorno pela web', 'return', { listedInApi: true, releasedForWeb: true }),
  fax: method('Fax', 'both', { active: false }),
} as const;

/** Every contact method, in the order of the register. */
export const demoContactMethods: readonly DemoContactMethod[] = Object.values(contactMethodsByKey);

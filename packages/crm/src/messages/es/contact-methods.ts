import type { contactMethods as ptBR } from '../pt-BR/contact-methods.ts';

/** Texts of the settings screen of contact methods in Spanish. */
export const contactMethods: typeof ptBR = {
  list: {
    title: 'Formas de contacto y respuesta',
    intro: 'Cómo se hace un contacto y cómo se responde. Desactivar no borra nada.',
    newEntry: 'Nueva forma de contacto',
    emptyTitle: 'Ninguna forma de contacto',
    emptyText: 'Sin una forma de contacto, los prestadores no pueden abrir protocolos.',
  },
  fields: {
    description: 'Descripción',
    active: 'Situación',
    mode: 'Modo',
    receivesComplaints: 'Recibe reclamos',
    listedInApi: 'Figura en la API',
    shownOnBeneficiaryWeb: 'Se muestra en la Web del beneficiario',
    faleConosco: 'Fale Conosco',
    releasedForWeb: 'Liberada para la Web',
  },
  mode: { contact: 'Contacto', return: 'Respuesta', both: 'Ambas' },
  webPrestador: 'Web Prestador',
  faleConoscoHint:
    'Sí: los protocolos registrados por esta forma figuran en el Fale Conosco del prestador, y el formulario la ofrece.',
  releasedForWebHint: 'Sí, en una forma de modo Respuesta o Ambas: el prestador puede responder por la Web.',
  elsewhere: 'Otros canales',
};

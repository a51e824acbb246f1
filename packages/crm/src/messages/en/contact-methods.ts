import type { contactMethods as ptBR } from '../pt-BR/contact-methods.ts';

/** Texts of the settings screen of contact methods in English. */
export const contactMethods: typeof ptBR = {
  list: {
    title: 'Contact methods',
    intro: 'How contact is made and how it is answered. Deactivating deletes nothing.',
    newEntry: 'New contact method',
    emptyTitle: 'No contact method',
    emptyText: 'Without a contact method providers cannot open protocols.',
  },
  fields: {
    description: 'Description',
    active: 'Situation',
    mode: 'Mode',
    receivesComplaints: 'Receives complaints',
    listedInApi: 'Listed in the API',
    shownOnBeneficiaryWeb: 'Shown on the beneficiary web',
    faleConosco: 'Fale Conosco',
    releasedForWeb: 'Released for the Web',
  },
  mode: { contact: 'Contact', return: 'Return', both: 'Both' },
  webPrestador: 'Web Prestador',
  faleConoscoHint:
    'Yes: protocols registered by this method are listed in the provider’s Fale Conosco, and its form offers it.',
  releasedForWebHint:
    'Yes, on a method of mode Return or Both: providers can reply to the operator on the Web.',
  elsewhere: 'Other channels',
};

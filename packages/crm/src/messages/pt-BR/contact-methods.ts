/** Texts of the settings screen of contact methods. */
export const contactMethods = {
  list: {
    title: 'Forma de contato/retorno',
    intro: 'Como um contato é feito e como ele é respondido. Desativar não apaga nada.',
    newEntry: 'Nova forma de contato',
    emptyTitle: 'Nenhuma forma de contato',
    emptyText: 'Sem uma forma de contato, os prestadores não conseguem abrir protocolos.',
  },
  fields: {
    description: 'Descrição',
    active: 'Situação',
    mode: 'Modo',
    receivesComplaints: 'Recebe reclamações',
    listedInApi: 'Lista na API',
    shownOnBeneficiaryWeb: 'Exibe na Web Beneficiário',
    faleConosco: 'Fale Conosco',
    releasedForWeb: 'Liberada para a Web',
  },
  mode: { contact: 'Contato', return: 'Retorno', both: 'Ambas' } as Record<string, string>,
  webPrestador: 'Web Prestador',
  faleConoscoHint:
    'Sim: os atendimentos registrados por esta forma são listados no Fale Conosco do prestador, e o formulário a oferece.',
  releasedForWebHint:
    'Sim, em uma forma de modo Retorno ou Ambas: o prestador pode responder à Operadora pela Web.',
  elsewhere: 'Outros canais',
};

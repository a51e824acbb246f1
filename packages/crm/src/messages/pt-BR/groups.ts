/** Texts of the settings screens of groups and agents. */
export const groups = {
  list: {
    title: 'Grupos',
    intro: 'As equipes que respondem aos atendimentos, e quem faz parte de cada uma.',
    newEntry: 'Novo grupo',
    emptyTitle: 'Nenhum grupo',
    emptyText: 'Sem um grupo responsável, nenhuma classificação pode ser exibida aos prestadores.',
  },
  fields: {
    name: 'Nome',
    managerGroupId: 'Grupo gestor',
    email: 'E-mail do grupo',
    active: 'Situação',
    accessesConfidential: 'Acessa dados sob sigilo',
    memberIds: 'Usuários',
    classificationIds: 'Classificações',
  },
  managerHint: 'Quem faz parte do grupo gestor também vê os atendimentos deste grupo.',
  emailHint: 'Recebe um aviso a cada novo atendimento.',
  confidentialHint: 'Sim: vê as mensagens e os anexos marcados como confidenciais.',
  membersHint: 'Quem entra passa a ver os atendimentos do grupo; quem sai deixa de vê-los.',
  noAgents: (path: string) => `Ainda não há usuários. Cadastre-os em ${path}.`,
  classificationsHint: (path: string) => `São definidas em ${path}, no último nível.`,
  noClassifications: 'Este grupo ainda não responde por nenhuma classificação.',
  hidden: 'não exibida aos prestadores',
  shownWithIt:
    'Este grupo responde por classificações exibidas aos prestadores. Passe-as a outro grupo antes de desativá-lo.',
  cycle: 'O grupo escolhido é gerenciado por este, e não pode ser o gestor dele.',
  agents: {
    list: {
      title: 'Usuários',
      intro:
        'Quem da operadora entra no CRM. Quem deixa a operadora é desativado, e o que fez continua registrado.',
      newEntry: 'Novo usuário',
      emptyTitle: 'Nenhum usuário',
      emptyText: 'Cadastre quem vai responder aos atendimentos.',
    },
    fields: {
      issuer: 'Emissor do acesso',
      subject: 'Identificação no emissor',
      name: 'Nome',
      email: 'E-mail',
      role: 'Perfil',
      active: 'Situação',
    },
    role: { agent: 'Atendente', admin: 'Administrador do CRM' } as Record<string, string>,
    roleHint: 'O administrador também mantém os cadastros.',
    activeHint: 'Um usuário inativo não entra no CRM, nem mesmo onde já estava conectado.',
    access: 'Acesso',
    accessHint:
      'Como o sistema de acesso da operadora reconhece a pessoa: os campos iss e sub do token. Depois de salvar, não mudam.',
    groups: 'Grupos',
    noGroups: 'Nenhum grupo: ainda não vê nenhum atendimento.',
    groupsHint: (path: string) => `São definidos em ${path}.`,
    ownRole: 'Você não pode retirar o seu próprio perfil de administrador. Peça a outro administrador.',
    ownSituation: 'Você não pode desativar a si mesmo. Peça a outro administrador.',
  },
};

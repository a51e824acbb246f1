import type { groups as ptBR } from '../pt-BR/groups.ts';

/** Texts of the settings screens of groups and agents in Spanish. */
export const groups: typeof ptBR = {
  list: {
    title: 'Grupos',
    intro: 'Los equipos que responden los protocolos, y quién forma parte de cada uno.',
    newEntry: 'Nuevo grupo',
    emptyTitle: 'Ningún grupo',
    emptyText: 'Sin un grupo responsable, ninguna clasificación puede mostrarse a los prestadores.',
  },
  fields: {
    name: 'Nombre',
    managerGroupId: 'Grupo gestor',
    email: 'Correo del grupo',
    active: 'Situación',
    accessesConfidential: 'Accede a datos confidenciales',
    memberIds: 'Usuarios',
    classificationIds: 'Clasificaciones',
  },
  managerHint: 'Quien forma parte del grupo gestor también ve los protocolos de este grupo.',
  emailHint: 'Recibe un aviso por cada protocolo nuevo.',
  confidentialHint: 'Sí: ve los mensajes y los adjuntos marcados como confidenciales.',
  membersHint: 'Quien entra pasa a ver los protocolos del grupo; quien sale deja de verlos.',
  noAgents: (path) => `Todavía no hay usuarios. Regístrelos en ${path}.`,
  classificationsHint: (path) => `Se definen en ${path}, en el último nivel.`,
  noClassifications: 'Este grupo todavía no responde por ninguna clasificación.',
  hidden: 'no se muestra a los prestadores',
  shownWithIt:
    'Este grupo responde por clasificaciones que se muestran a los prestadores. Páselas a otro grupo antes de desactivarlo.',
  cycle: 'El grupo elegido es gestionado por este y no puede ser su gestor.',
  agents: {
    list: {
      title: 'Usuarios',
      intro:
        'Quién de la operadora entra en el CRM. Quien deja la operadora se desactiva; lo que hizo queda registrado.',
      newEntry: 'Nuevo usuario',
      emptyTitle: 'Ningún usuario',
      emptyText: 'Registre a quienes van a responder los protocolos.',
    },
    fields: {
      issuer: 'Emisor del acceso',
      subject: 'Identificación en el emisor',
      name: 'Nombre',
      email: 'Correo electrónico',
      role: 'Perfil',
      active: 'Situación',
    },
    role: { agent: 'Agente', admin: 'Administrador del CRM' },
    roleHint: 'El administrador también mantiene los registros.',
    activeHint: 'Un usuario inactivo no entra en el CRM, ni siquiera donde ya estaba conectado.',
    access: 'Acceso',
    accessHint:
      'Cómo el sistema de acceso de la operadora reconoce a la persona: los campos iss y sub del token. Después de guardar no cambian.',
    groups: 'Grupos',
    noGroups: 'Ningún grupo: todavía no ve ningún protocolo.',
    groupsHint: (path) => `Se definen en ${path}.`,
    ownRole: 'No puede retirarse a sí mismo el perfil de administrador. Pídalo a otro administrador.',
    ownSituation: 'No puede desactivarse a sí mismo. Pídalo a otro administrador.',
  },
};

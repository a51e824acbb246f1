import type { cannedAnswers as ptBR } from '../pt-BR/canned-answers.ts';

/** Texts of the settings screen of canned answers in Spanish. */
export const cannedAnswers: typeof ptBR = {
  list: {
    title: 'Respuestas listas',
    intro: 'Textos usados con frecuencia en las respuestas a los prestadores, de un grupo o de todos.',
    newEntry: 'Nueva respuesta lista',
    emptyTitle: 'Ninguna respuesta lista',
    emptyText: 'Guarde aquí lo que el equipo escribe siempre, para responder más rápido.',
  },
  fields: { title: 'Título', body: 'Texto', groupId: 'Grupo', active: 'Situación' },
  titleHint: 'Cómo aparece la respuesta en la lista de quien atiende.',
  allGroups: 'Todos los grupos',
  groupHint: 'Quién puede usarla.',
  activeHint: 'Una respuesta inactiva deja de ofrecerse a quien atiende.',
  placeholders: 'Campos automáticos',
  placeholdersHint:
    'Se completan con los datos del protocolo al usar la respuesta. Elija uno para insertarlo en el texto.',
  insert: 'Insertar',
  inserted: (name) => `${name} insertado en el texto.`,
  meaning: {
    protocolo: 'número de protocolo',
    contato: 'persona de contacto',
    prestador: 'nombre del prestador',
    classificacao: 'último nivel de la clasificación',
    atendente: 'nombre de quien responde',
    prazo: 'plazo del protocolo',
  },
  sample: {
    protocolo: '346659 20261124 000123',
    contato: 'Marina Duarte',
    prestador: 'Clínica São Lucas',
    classificacao: 'Recurso de glosa',
    atendente: 'Fábio Nogueira',
    prazo: '08/12/2026',
  },
  unknown: (names) => `Campo desconocido: ${names}`,
  unknownText: 'Queda en el texto tal como está escrito, y quien atiende debe completarlo antes de enviar.',
  preview: 'Vista previa con datos de ejemplo',
  previewEmpty: 'El texto aparece aquí como lo leerá el prestador.',
};

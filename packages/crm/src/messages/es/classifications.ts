import { plurals } from '@fale-conosco/ui';
import type { classifications as ptBR } from '../pt-BR/classifications.ts';

const { count } = plurals('es');

/** Texts of the settings screen of classifications in Spanish. */
export const classifications: typeof ptBR = {
  title: 'Clasificaciones',
  intro: 'Los temas de las atenciones, en árbol. Solo el último nivel se puede elegir en un protocolo.',
  find: 'Buscar clasificación',
  found: (value) => count(value, 'clasificación encontrada', 'clasificaciones encontradas'),
  newRoot: 'Nueva clasificación',
  newInside: 'Nueva dentro de esta',
  insideOf: (path) => `Dentro de ${path}`,
  atRoot: 'En el primer nivel',
  expandAll: 'Expandir todo',
  collapseAll: 'Contraer todo',
  below: (name) => `Clasificaciones dentro de “${name}”`,
  shown: 'Se muestra en Fale conosco',
  lacksGroup: 'Sin grupo',
  active: 'Activa',
  inactive: 'Inactiva',
  emptyTitle: 'Ninguna clasificación',
  emptyText: 'Sin clasificaciones nadie puede abrir protocolos. Empiece por los temas del primer nivel.',
  chooseTitle: 'Elija una clasificación',
  chooseText: 'Abra una clasificación del árbol para ver y modificar su registro.',
  backToTree: 'Volver al árbol',
  upperTabs: 'Clasificación',
  lowerTabs: 'Más datos de la clasificación',
  tab: {
    entry: 'Registro de clasificaciones',
    details: 'Textos y plazos',
    extra: 'Datos complementarios',
  },
  hasErrors: '(con error)',
  webPrestador: 'Web Prestador',
  deadlines: 'Plazos',
  fields: {
    name: 'Nombre',
    parentId: 'Clasificación superior',
    order: 'Orden',
    active: 'Situación',
    groupId: 'Grupo responsable',
    shownToProviders: '¿Se muestra en Fale conosco?',
    defaultText: 'Texto predeterminado',
    helpText: 'Texto de ayuda',
    attachmentRequired: 'Adjunto obligatorio',
    deadlineBusinessDays: 'Plazo de respuesta, en días hábiles',
    providerDeadlineBusinessDays: 'Plazo del prestador, en días hábiles',
    reopenWindowDays: 'Ventana de reapertura, en días',
  },
  noParent: 'Ninguna (primer nivel)',
  first: 'Al principio',
  after: (name) => `Después de “${name}”`,
  noGroup: 'Ninguno',
  hint: {
    group: 'Recibe los protocolos de esta clasificación. Obligatorio cuando se muestra en Fale conosco.',
    groupAbove: 'El grupo se define en el último nivel. Esta clasificación tiene otras dentro.',
    shown:
      'Sí: los prestadores pueden elegir esta clasificación, y sus protocolos se listan en Fale conosco.',
    shownAbove: (shown, total) =>
      `Tiene otras dentro: aparece mientras alguna de ellas aparezca (ahora, ${shown} de ${total}). La respuesta de aquí cuenta para los protocolos de la propia clasificación, y cuando vuelva a ser el último nivel.`,
    defaultText: 'Ya viene escrito en el mensaje cuando se elige esta clasificación.',
    helpText: 'Aparece al lado del formulario.',
    deadline: 'Del registro a la respuesta de la Operadora. En blanco: sin plazo.',
    providerDeadline: 'Para que el prestador responda lo que la Operadora pida. En blanco: sin plazo.',
    reopen: 'Por cuántos días una respuesta reabre el protocolo finalizado. En blanco: no reabre.',
    presets:
      'Los plazos de la RN 623/2024 son los de respuesta al beneficiario y sirven de referencia. En glosas, la RN 503/2022 pide el mismo plazo para ambos lados; la cantidad de días es la del contrato.',
  },
  presets: 'Completar con un plazo de referencia',
  preset: {
    rn623_care: 'Solicitud asistencial',
    rn623_high_complexity: 'Alta complejidad o internación electiva',
    rn623_other: 'Demanda no asistencial',
    rn503_glosa: 'Glosa, para cada lado',
  },
  effects: 'Al guardar',
  effect: {
    offered: 'Los prestadores podrán elegir esta clasificación.',
    withdrawn: 'Los prestadores ya no podrán elegir esta clasificación.',
    withdrawnBelow: (value) =>
      `Los prestadores ya no podrán elegir ${count(value, 'clasificación que está', 'clasificaciones que están')} dentro de esta.`,
    waits: (name) => `Los prestadores solo podrán elegirla cuando “${name}” vuelva a estar activa.`,
    protocolsHidden:
      'Los protocolos de esta clasificación salen de la lista de los prestadores. Nada se borra: con “Sí”, vuelven.',
    protocolsShown:
      'Los protocolos de esta clasificación se listarán a los prestadores, según la forma de contacto de cada uno.',
    protocolsStay: 'Los protocolos que ya tiene siguen como están.',
    parentOpens: (name) =>
      `“${name}” deja de ser último nivel: solo se podrá elegir lo que está dentro de ella.`,
    parentCloses: (name) => `“${name}” queda sin nada dentro y vuelve a ser último nivel.`,
    movesBelow: (value) =>
      `${count(value, 'clasificación que está dentro de esta va', 'clasificaciones que están dentro de esta van')} junto.`,
    pathStays: 'Los protocolos ya abiertos guardan la ruta que tenían ese día.',
    groupStays: 'Los protocolos ya abiertos siguen con el grupo actual.',
    deadlineLater: 'Los plazos nuevos valen para los próximos protocolos.',
    reopenNow: 'La nueva ventana vale también para los protocolos ya finalizados.',
  },
  keptForProtocols:
    'Tiene protocolos y por eso no se puede eliminar. Para sacarla de uso, cambie la situación a Inactiva.',
  keptForBelow: 'Para eliminarla, mueva o elimine antes lo que está dentro de ella.',
  goneTitle: 'Otra persona eliminó esta clasificación',
  goneText: 'Lo que está en el formulario sigue aquí.',
  recreate: 'Crear de nuevo con estos datos',
};

import { plurals } from '@fale-conosco/ui';
import type { holidays as ptBR } from '../pt-BR/holidays.ts';

const { count } = plurals('es');

/** Texts of the settings screen of holidays, in Spanish. */
export const holidays: typeof ptBR = {
  title: 'Feriados',
  intro:
    'Días en los que los plazos no cuentan. Los nacionales ya se conocen; registre aquí los locales y los recesos de la Operadora.',
  newEntry: 'Nuevo feriado',
  newIntro: 'Al guardar, los plazos de los protocolos abiertos se recalculan con este día.',
  fields: { date: 'Fecha', name: 'Nombre', everyYear: 'Todos los años' },
  everyYearHint: 'Sí: vale el mismo día y mes en todos los años siguientes.',
  nameHint: 'Como aparece en esta lista, por ejemplo: Aniversario de la ciudad.',
  dateIssue: {
    invalid_format: 'Indique la fecha del feriado.',
    already_taken: 'Ya hay un feriado en esta fecha.',
  },
  scopeLabel: 'Alcance',
  scope: { national: 'Nacional', local: 'Local' },
  yearLabel: 'Año',
  previousYear: (year) => `Año anterior, ${year}`,
  nextYear: (year) => `Año siguiente, ${year}`,
  caption: (year) => `Feriados de ${year}`,
  showing: (value, year) => `${count(value, 'feriado', 'feriados')} en ${year}`,
  noneLocal: (year) => `Ningún feriado local en ${year}.`,
  saved: (name, date) => `“${name}”, el ${date}, se registró. Los plazos se recalcularon.`,
  deleted: (name) => `“${name}” se eliminó. Los plazos se recalcularon.`,
  named: (name, date) => `${name}, ${date}`,
  deleteText:
    'Los plazos de los protocolos abiertos se recalcularán: este día vuelve a contar. La auditoría guarda lo que había aquí y quién lo eliminó.',
  deleteEveryYearText:
    'El feriado deja de valer en todos los años, y los plazos de los protocolos abiertos se recalcularán. La auditoría guarda lo que había aquí y quién lo eliminó.',
};

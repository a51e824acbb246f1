import { plurals } from '@fale-conosco/ui';

const { count } = plurals('pt-BR');

/** Texts of the settings screen of holidays. */
export const holidays = {
  title: 'Feriados',
  intro:
    'Dias em que os prazos não contam. Os nacionais já são conhecidos; cadastre aqui os locais e os recessos da Operadora.',
  newEntry: 'Novo feriado',
  newIntro: 'Ao salvar, os prazos dos protocolos abertos são recontados com este dia.',
  fields: { date: 'Data', name: 'Nome', everyYear: 'Todo ano' },
  everyYearHint: 'Sim: vale no mesmo dia e mês em todos os anos seguintes.',
  nameHint: 'Como aparece nesta lista, por exemplo: Aniversário da cidade.',
  dateIssue: {
    invalid_format: 'Informe a data do feriado.',
    already_taken: 'Já há um feriado nesta data.',
  } as Record<string, string>,
  scopeLabel: 'Abrangência',
  scope: { national: 'Nacional', local: 'Local' } as Record<string, string>,
  yearLabel: 'Ano',
  previousYear: (year: number) => `Ano anterior, ${year}`,
  nextYear: (year: number) => `Próximo ano, ${year}`,
  caption: (year: number) => `Feriados de ${year}`,
  showing: (value: number, year: number) => `${count(value, 'feriado', 'feriados')} em ${year}`,
  noneLocal: (year: number) => `Nenhum feriado local em ${year}.`,
  saved: (name: string, date: string) => `“${name}”, em ${date}, foi cadastrado. Os prazos foram recontados.`,
  deleted: (name: string) => `“${name}” foi excluído. Os prazos foram recontados.`,
  named: (name: string, date: string) => `${name}, ${date}`,
  deleteText:
    'Os prazos dos protocolos abertos serão recontados: este dia volta a contar. A auditoria guarda o que havia aqui e quem excluiu.',
  deleteEveryYearText:
    'O feriado deixa de valer em todos os anos, e os prazos dos protocolos abertos serão recontados. A auditoria guarda o que havia aqui e quem excluiu.',
};

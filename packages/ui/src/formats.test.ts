import { expect } from '@open-wc/testing';
import { formatsOf } from './formats.ts';

describe('formats', () => {
  const pt = formatsOf('pt-BR');

  it('writes instants in the time zone of the operator', () => {
    // 02:30 UTC is still the evening before in São Paulo.
    expect(pt.date('2026-11-24T02:30:00Z')).to.equal('23/11/2026');
    expect(pt.dateTime('2026-11-24T02:30:00Z')).to.equal('23/11/2026 23:30');
    expect(pt.time('2026-11-24T03:00:00Z')).to.equal('00:00');
    expect(pt.dayKey('2026-11-24T02:30:00Z')).to.equal('2026-11-23');
  });

  it('names today and yesterday, and writes other days out', () => {
    const now = new Date('2026-11-24T12:00:00Z');
    expect(pt.day('2026-11-24T03:00:00Z', now)).to.equal('Hoje');
    expect(pt.day('2026-11-24T02:59:00Z', now)).to.equal('Ontem');
    expect(pt.day('2026-11-22T15:00:00Z', now)).to.equal('22 de novembro de 2026');
    expect(pt.day('2026-11-25T15:00:00Z', now)).to.equal('25 de novembro de 2026');
    expect(formatsOf('en').day('2026-11-23T15:00:00Z', now)).to.equal('Yesterday');
    expect(formatsOf('es').day('2026-11-24T15:00:00Z', now)).to.equal('Hoy');
  });

  it('writes numbers and sizes as the locale does', () => {
    expect(pt.number(4000)).to.equal('4.000');
    expect(formatsOf('en').number(4000)).to.equal('4,000');
    expect(pt.fileSize(0)).to.equal('0\u00a0B');
    expect(pt.fileSize(1234567)).to.equal('1,2\u00a0MB');
    expect(pt.fileSize(25 * 1024 * 1024)).to.equal('25\u00a0MB');
    expect(pt.fileSize(1024 * 1024 - 1)).to.equal('1\u00a0MB');
  });

  it('makes the formats of a locale once', () => {
    expect(formatsOf('pt-BR')).to.equal(pt);
  });
});

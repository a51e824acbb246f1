import { ApiError, ConnectionError, TimeoutError } from '@fale-conosco/sdk';
import { expect } from '@open-wc/testing';
import { errorReference, errorText, fieldIssueText } from './error-text.ts';
import { ptBR } from './messages/pt-BR.ts';

describe('error texts', () => {
  it('tell errors apart by their code', () => {
    expect(errorText(new ConnectionError(), ptBR)).to.equal(ptBR.errors.connection);
    expect(errorText(new TimeoutError(), ptBR)).to.equal(ptBR.errors.timeout);
    expect(errorText(new ApiError({ status: 401, code: 'token_expired' }), ptBR)).to.match(/sessão terminou/);
    expect(errorText(new ApiError({ status: 500, code: 'internal' }), ptBR)).to.equal(ptBR.errors.unexpected);
    expect(errorText('a string', ptBR)).to.equal(ptBR.errors.unexpected);
  });

  it('quote the request for the support when there is one', () => {
    const error = new ApiError({ status: 500, code: 'internal', requestId: 'req-1' });
    expect(errorReference(error, ptBR)).to.equal('Código para o suporte: req-1');
    expect(errorReference(new TimeoutError(), ptBR)).to.equal(undefined);
  });

  it('say what is wrong with a field, also by a code of a newer server', () => {
    const say = (code: string, params?: Record<string, number>) =>
      fieldIssueText({ path: 'message', code, params }, 'Mensagem', ptBR);
    expect(say('required')).to.equal('Preencha o campo “Mensagem”.');
    expect(say('too_long', { max: 4000 })).to.equal('“Mensagem” pode ter até 4.000 caracteres.');
    expect(say('from_the_future')).to.equal('Revise o campo “Mensagem”.');
  });
});

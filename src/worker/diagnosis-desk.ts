/** The worker's desk for messages of programs. Their table is fetched when somebody asks: it is longer than all that verifies. */
import type { Diagnosis, KnownMessage } from '../pki/diagnose/diagnosis';
import type { Evidence } from '../pki/diagnose/evidence';
import type { DiagnosisVerbs } from './diagnosis-protocol';

type Verb = keyof DiagnosisVerbs;
type Request<V extends Verb> = Parameters<DiagnosisVerbs[V]>[0];
type Answers = {
  readonly [V in Verb]: (request: Request<V>) => Promise<ReturnType<DiagnosisVerbs[V]>>;
};

export class DiagnosisDesk implements Answers {
  async diagnose({ text }: Request<'diagnose'>): Promise<Diagnosis> {
    const { diagnose } = await import('../pki/diagnose/diagnose');
    return diagnose(text);
  }

  async examine({ at, host, facts, ...rest }: Request<'examine'>): Promise<readonly Evidence[]> {
    const { examine } = await import('../pki/diagnose/examine');
    const wanted = host === '' ? facts.host : host;
    return examine({ ...rest, facts, at: new Date(at), ...(wanted !== undefined && { host: wanted }) });
  }

  async knownMessages(): Promise<readonly KnownMessage[]> {
    const { catalogue } = await import('../pki/diagnose/catalogue');
    return catalogue;
  }
}

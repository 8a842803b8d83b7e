import { benches } from './core/coverage/src/coverage.bench.ts';
for (const b of benches) console.log(b.name, await b.run());

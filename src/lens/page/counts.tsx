/** The table 'API call → system calls': what was really seen. */
import type { Api } from './history.js';
import { look, shown, text, visibleCalls } from './state.js';

interface Row {
  readonly name: string;
  count: number;
  readonly calls: Map<string, number>;
}

/** 'ServerSocket.accept', 'new ServerSocket', 'read'. */
const methodOf = ({ name }: Api): string => name.replace(/\(.*$/s, '');

function countedBy(apis: Iterable<Api>): Row[] {
  const rows = new Map<string, Row>();
  const visible = new Set(visibleCalls());
  for (const api of apis) {
    const name = methodOf(api);
    const row = rows.get(name) ?? { name, count: 0, calls: new Map<string, number>() };
    row.count++;
    for (const call of api.calls) if (visible.has(call)) row.calls.set(call.name, (row.calls.get(call.name) ?? 0) + 1);
    rows.set(name, row);
  }
  return [...rows.values()].sort(
    (a, b) => b.calls.size - a.calls.size || b.count - a.count || (a.name < b.name ? -1 : 1),
  );
}

export function Counts() {
  void look.value;
  const { value: words } = text;
  const rows = countedBy(new Set([...visibleCalls().map(({ api }) => api), ...shown.apis]));
  return (
    <section class="panel counts" aria-labelledby="counts-title">
      <h2 id="counts-title">{words.counts}</h2>
      <p class="soft">{words.countsNote}</p>
      <div class="scroll" tabIndex={0} role="group" aria-labelledby="counts-title">
        <table>
          <thead>
            <tr>
              <th scope="col">{words.apiCall}</th>
              <th scope="col" class="number">
                {words.times}
              </th>
              <th scope="col">{words.systemCallsOf}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, count, calls }) => (
              <tr key={name}>
                <th scope="row">
                  <code>{name}</code>
                </th>
                <td class="number">{count}</td>
                <td>
                  {calls.size === 0 ? (
                    <span class="soft">{words.noSystemCall}</span>
                  ) : (
                    [...calls].map(([each, times]) => (
                      <span key={each} class="count">
                        <code>{each}</code> ×{times}
                      </span>
                    ))
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

// @ts-check
/** @import { DeadLetter, Overview } from "../../contracts/api.ts" */
import { call } from "../js/api.js";
import { spark } from "../js/charts.js";
import { announce, failed, h } from "../js/dom.js";
import { count, moment, number } from "../js/format.js";
import { follow } from "../js/jobs.js";
import { pages } from "../js/pages.js";
import { session } from "../js/session.js";

/** @typedef {"review" | "reaction" | "rating"} Service */

const SERVICES = /** @type {Service[]} */ (["review", "reaction", "rating"]);
const EVERY = 2_000;
const KEPT = 60;

/** The pipeline of each service, as it runs. @param {import("../js/main.js").Context} context */
export function show({ main, signal, title }) {
  title("Operations");
  main.append(h("h1", {}, "Operations"));
  if (!session.has("operator")) {
    main.append(h("p", {}, "This is for operators. ", h("a", { href: "#/account" }, "Sign in as one.")));
    return;
  }
  main.append(h("p", { class: "quiet" }, "From each service’s log through the relay and Kafka into what is read. Looked at every two seconds."));
  for (const service of SERVICES) main.append(pipeline(service, signal));
}

/** @param {Service} service @param {AbortSignal} signal */
function pipeline(service, signal) {
  const flow = h("div", { class: "flow" });
  const partitions = h("div", {});
  const letters = h("div", {});
  const jobs = h("div", { class: "jobs" });
  const fault = h("div", {});
  /** @type {{at: number, appended: number}[]} */
  const seen = [];
  /** @type {number[]} */
  const rates = [];
  let dead = 0;
  /** @type {Set<string>} */
  const replayed = new Set();

  async function look() {
    try {
      const { data } = await call("get", "/operations/{service}", { path: { service }, signal });
      const appended = data.relay.cursor + data.relay.lagEvents;
      const before = seen.at(-1);
      seen.push({ at: performance.now(), appended });
      if (before) rates.push(Math.max(0, ((appended - before.appended) * 1000) / (performance.now() - before.at)));
      rates.splice(0, rates.length - KEPT);
      flow.replaceChildren(...stages(data, rates, replayed.size));
      const open = partitions.querySelector("details")?.open ?? false;
      const focused = partitions.contains(document.activeElement);
      partitions.replaceChildren(partitionTable(data, open));
      if (focused) partitions.querySelector("summary")?.focus();
      if (dead !== data.deadLetters.count) {
        dead = data.deadLetters.count;
        replayed.clear();
        letters.replaceChildren(...(dead ? [deadLetters(service, replayed)] : []));
      }
      fault.replaceChildren();
    } catch (failure) {
      if (signal.aborted) return;
      fault.replaceChildren(failed(failure));
    }
    if (!signal.aborted) setTimeout(look, EVERY);
  }
  look();

  /** @param {"rebuilds" | "verifications" | "republish"} kind @param {string} words */
  const job = (kind, words) =>
    h("button", { type: "button", class: "button", "aria-label": `${words}, ${service}`, onclick: () => follow(service, kind, words, jobs, signal) }, words);
  return h(
    "section",
    { class: "sheet pipeline", "aria-labelledby": `service-${service}` },
    h("div", { class: "section-head" }, h("h2", { id: `service-${service}` }, `${service}-service`), h("p", { class: "buttons" }, job("verifications", "Verify"), job("rebuilds", "Rebuild"), job("republish", "Republish"))),
    fault,
    jobs,
    flow,
    partitions,
    letters,
  );
}

/** @param {Overview} now @param {number[]} rates @param {number} replayed dead letters known to have gone through since */
function stages(now, rates, replayed) {
  const rate = rates.length ? rates[rates.length - 1] : 0;
  const { relay } = now;
  const lag = relay.lagEvents;
  const stuck = now.refusal ?? now.interruption;
  const projections = now.projections.map((projection) => {
    const behind = projection.partitions.reduce((sum, it) => sum + it.lag, 0);
    return stage(
      `Projection ${projection.name}`,
      behind ? count(behind, "record") + " behind" : "up to date",
      behind ? "busy" : "good",
      [
        h("p", {}, "reads ", [...new Set(projection.partitions.map((it) => it.topic))].join(", ") || "nothing"),
        h("p", {}, `generation ${projection.generation}`),
        h("p", {}, projection.verifiedAt ? [projection.drift ? h("strong", {}, `${number(projection.drift)} drifted`) : "no drift", ", verified ", moment(projection.verifiedAt)] : "not verified yet"),
      ],
      projection.drift ? "bad" : undefined,
    );
  });
  return [
    stage("Log", `${number(relay.cursor + lag)} events`, "good", [h("p", {}, `${rate.toFixed(1)} appends/s`), rates.length > 1 && spark(rates, `Appends a second, the last ${rates.length} looks`)]),
    stage("Relay", stuck ? "stopped" : lag ? `${count(lag, "event")} wait` : "nothing waits", stuck ? "bad" : lag ? "busy" : "good", [
      h("p", {}, lag ? `the oldest for ${relay.lagSeconds.toFixed(1)} s` : `at ${number(relay.cursor)}`),
      h("p", {}, relay.owner ? h("code", {}, relay.owner) : "held by nobody"),
      stuck && h("p", { class: "error" }, stuck),
    ]),
    stage("Kafka", relay.topic, stuck || now.deadLetters.count > replayed ? "bad" : "good", [
      h("p", {}, now.deadLetters.count ? [h("strong", {}, count(now.deadLetters.count, "dead letter")), replayed ? `, ${replayed < now.deadLetters.count ? `${number(replayed)} ` : ""}gone through since` : ""] : "no dead letters"),
    ]),
    ...projections,
  ];
}

/**
 * @param {string} name
 * @param {string} state
 * @param {string} mood
 * @param {import("../js/dom.js").Child[]} details
 * @param {string} [worse]
 */
const stage = (name, state, mood, details, worse) =>
  h("div", { class: "stage", "data-mood": worse ?? mood }, h("h3", {}, name), h("p", { class: "stage-state" }, state), details);

/** @param {Overview} now @param {boolean} open */
function partitionTable(now, open) {
  const rows = now.projections.flatMap((projection) => projection.partitions.map((it) => ({ ...it, projection: projection.name })));
  const most = Math.max(1, ...rows.map((row) => row.lag));
  return h(
    "details",
    { class: "figures", open },
    h("summary", {}, `${count(rows.length, "partition")}, ${number(rows.reduce((sum, row) => sum + row.lag, 0))} records behind`),
    h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": `Partitions that ${now.service}-service reads` },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, ["Topic and partition", "Projection", "Position", "Lag"].map((it) => h("th", { scope: "col" }, it)))),
        h(
          "tbody",
          {},
          rows.map((row) =>
            h(
              "tr",
              {},
              h("th", { scope: "row" }, `${row.topic} ${row.partition}`),
              h("td", {}, row.projection),
              h("td", {}, number(row.position)),
              h("td", {}, number(row.lag), row.lag > 0 && h("span", { class: "lag-bar", style: { "--part": row.lag / most } })),
            ),
          ),
        ),
      ),
    ),
  );
}

/**
 * Those set aside, oldest first.
 *
 * @param {Service} service
 * @param {Set<string>} replayed takes the ids of those that went through since
 */
const deadLetters = (service, replayed) =>
  h(
    "section",
    { class: "letters", "aria-labelledby": `letters-${service}` },
    h("h3", { id: `letters-${service}` }, "Dead letters", h("span", { class: "unseen" }, ` of ${service}-service`)),
    pages({
      load: async (cursor) => (await call("get", "/operations/{service}/dead-letters", { path: { service }, query: { limit: 20, cursor } })).data,
      item: (letter) => {
        const place = h("div", {});
        place.append(deadLetter(service, letter, replayed, (after) => place.replaceChildren(after)));
        return place;
      },
      empty: "None.",
      one: "dead letter",
    }),
  );

/**
 * @param {Service} service
 * @param {DeadLetter} letter
 * @param {Set<string>} replayed
 * @param {(after: HTMLElement) => void} replace
 * @returns {HTMLElement}
 */
function deadLetter(service, letter, replayed, replace) {
  if (letter.replayedAt) replayed.add(letter.id);
  const fault = h("div", {});
  const button = h("button", { type: "button", class: "button", "aria-label": `Replay ${letter.id}` }, "Replay");
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const { data } = await call("post", "/operations/{service}/dead-letters/{id}/replay", { path: { service, id: letter.id } });
      announce("It went through.");
      replace(deadLetter(service, data, replayed, replace));
    } catch (failure) {
      button.disabled = false;
      fault.replaceChildren(failed(failure));
    }
  });
  return h(
    "div",
    { class: "letter" },
    h(
      "div",
      { class: "letter-words" },
      h("p", { dir: "auto" }, letter.cause),
      h("p", { class: "quiet" }, h("code", {}, `${letter.topic} ${letter.partition}@${letter.offset}`), ", written ", moment(letter.at)),
    ),
    letter.replayedAt ? h("p", { class: "went" }, "Went through ", moment(letter.replayedAt)) : button,
    fault,
  );
}

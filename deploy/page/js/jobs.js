// @ts-check
/** @import { Job } from "../../contracts/api.ts" */
import { call } from "./api.js";
import { announce, failed, h } from "./dom.js";
import { number } from "./format.js";

/**
 * Starts a job and shows how it goes, until it has ended or the view is left.
 *
 * @param {"review" | "reaction" | "rating"} service
 * @param {"rebuilds" | "verifications" | "republish"} kind
 * @param {string} words
 * @param {HTMLElement} place
 * @param {AbortSignal} signal
 */
export async function follow(service, kind, words, place, signal) {
  const line = h("div", { class: "job" });
  place.append(line);
  try {
    let { data: job } = await call("post", `/operations/{service}/${kind}`, { path: { service }, signal });
    while (!signal.aborted) {
      line.replaceChildren(...draw(service, kind, words, job));
      if (job.status !== "running") {
        announce(`${words} of ${service}: ${job.status}.`);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 700));
      job = (await call("get", `/operations/{service}/${kind}/{id}`, { path: { service, id: job.id }, signal })).data;
    }
  } catch (failure) {
    if (!signal.aborted) line.replaceChildren(failed(failure));
  }
}

/** @param {"review" | "reaction" | "rating"} service @param {string} kind @param {string} words @param {Job} job */
function draw(service, kind, words, job) {
  const cancel = () => call("delete", "/operations/{service}/rebuilds/{id}", { path: { service, id: job.id } }).catch(() => {});
  return [
    h("p", {}, h("strong", {}, words), ` ${job.status}${outcome(job)}`),
    h("progress", { max: 1, value: job.progress, "aria-label": `${words} of ${service}` }),
    ...(kind === "rebuilds" && job.status === "running" ? [h("button", { type: "button", class: "button", onclick: cancel }, "Cancel")] : []),
  ];
}

/** @param {Job} job */
function outcome(job) {
  if (job.cause) return `: ${job.cause}`;
  if (job.checked !== undefined && job.status === "done") return `: ${number(job.checked)} compared, ${job.drift ? `${number(job.drift)} drifted` : "no drift"}`;
  if (job.records !== undefined) return `: ${number(job.records)} records read`;
  return "";
}

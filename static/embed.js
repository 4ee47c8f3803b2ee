// The element <interleave-diagram params="preset=three-requests&t=27">: a live diagram in any page.
//
// It is a frame of the Interleave that this file lies beside, as high as its content. What stands in the element, a
// picture or a link, is shown until the diagram is ready, and stays where scripts or frames are blocked. See
// docs/embedding.md. Works as a classic script and as a module, and does nothing when it is loaded again.
(() => {
  "use strict";

  const NAME = "interleave-diagram";
  if (customElements.get(NAME)) return;

  const VERSION = 1;
  const HEIGHT_MAX = 20000;
  const QUERY_MAX = 2000;
  const WAITING_MAX = 32;

  // The page of Interleave, `index.html` beside this file. A module has no `currentScript`, and what a module has
  // instead may not be written in a classic script.
  const page = (() => {
    const tags = [...document.querySelectorAll("script[src]")];
    const tag = tags.find((tag) => new URL(tag.src).pathname.endsWith("/embed.js"));
    const stack = /\w+:\/\/[^\s()@]*\/embed\.js[^\s():]*/.exec(new Error().stack ?? "");
    const own = document.currentScript?.src || stack?.[0] || tag?.src;
    return new URL(".", own ?? document.baseURI);
  })();

  const LOOK = `
    :host { display: block; position: relative; min-height: 1px; }
    :host([hidden]) { display: none; }
    iframe { position: absolute; inset: 0; width: 100%; height: 100%; border: 0; visibility: hidden; }
    .ready > iframe { position: static; display: block; height: 40rem; visibility: visible; }
    .ready > slot { display: none; }
  `;
  const look = new CSSStyleSheet();
  look.replaceSync(LOOK);

  class InterleaveDiagram extends HTMLElement {
    static observedAttributes = ["params", "title"];

    #frame = null;
    #box = null;
    #isReady = false;
    #waiting = [];
    #listen = (event) => this.#hear(event);

    constructor() {
      super();
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [look];
      this.#box = document.createElement("div");
      this.#box.append(document.createElement("slot"));
      root.append(this.#box);
    }

    connectedCallback() {
      window.addEventListener("message", this.#listen);
      // A frame that was moved loads anew, and what the element holds stands in for it again.
      this.#isReady = false;
      this.#box.className = "";
      const frame = document.createElement("iframe");
      frame.loading = "lazy";
      frame.allow = "clipboard-write";
      frame.setAttribute(
        "sandbox",
        "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads",
      );
      this.#frame = frame;
      this.#name();
      frame.src = this.#address();
      this.#box.append(frame);
    }

    disconnectedCallback() {
      window.removeEventListener("message", this.#listen);
      this.#frame?.remove();
      this.#frame = null;
    }

    attributeChangedCallback(name, before, after) {
      if (!this.#frame || before === after) return;
      if (name === "title") this.#name();
      else if (this.#isReady) this.set(this.#params());
      else this.#frame.src = this.#address();
    }

    /** Plays, from the start if at the end. */
    play() {
      this.#tell({ type: "play" });
    }

    /** Pauses. */
    pause() {
      this.#tell({ type: "pause" });
    }

    /** Goes to a moment, in milliseconds. */
    seek(t) {
      this.#tell({ type: "seek", t: Number(t) });
    }

    /** Shows what these parameters say, without loading anew. */
    set(params) {
      this.#tell({ type: "set", params: String(params) });
    }

    #params() {
      return (this.getAttribute("params") ?? "").trim().replace(/^[?#]+/, "");
    }

    /** Where the frame finds the diagram: long parameters go into the fragment, which no server cuts off. */
    #address() {
      const given = this.#params().replaceAll("#", "%23").split("&");
      const params = [...given.filter((pair) => pair && !/^embed(=|$)/.test(pair)), "embed=1"].join("&");
      return `${page}${params.length > QUERY_MAX ? "#" : "?"}${params}`;
    }

    #name() {
      this.#frame.title = this.getAttribute("title") || "Interleave: what a thread does while it waits";
    }

    /** Sends a message, or keeps it until somebody can hear it. */
    #tell(message) {
      if (this.#isReady) {
        this.#frame.contentWindow.postMessage({ interleave: VERSION, ...message }, this.#target());
      } else if (this.#waiting.length < WAITING_MAX) {
        this.#waiting.push(message);
        if (this.#frame) this.#frame.loading = "eager";
      }
    }

    /** The origin of the diagram; a page that was opened from disk has none. */
    #target() {
      return page.origin === "null" ? "*" : page.origin;
    }

    #hear({ data, origin, source }) {
      if (!this.#frame || source !== this.#frame.contentWindow || origin !== page.origin) return;
      if (typeof data !== "object" || data === null || data.interleave !== VERSION) return;
      if (data.type === "ready") this.#ready();
      else if (data.type === "height") this.#resize(data.height);
      else if (data.type === "time") this.#announce("time", { t: data.t });
      else if (data.type === "finished") this.#announce("finished", {});
      else if (data.type === "answer") {
        this.#announce("answer", { ask: data.ask, given: data.given, right: data.right });
      }
    }

    #ready() {
      this.#isReady = true;
      this.#box.className = "ready";
      this.#announce("ready", {});
      this.#waiting.splice(0).forEach((message) => this.#tell(message));
    }

    #resize(height) {
      if (!Number.isFinite(height) || height < 1) return;
      this.#frame.style.height = `${Math.min(Math.ceil(height), HEIGHT_MAX)}px`;
    }

    #announce(name, detail) {
      this.dispatchEvent(new CustomEvent(`interleave:${name}`, { bubbles: true, composed: true, detail }));
    }
  }

  customElements.define(NAME, InterleaveDiagram);
})();

// What must hold of a page, as functions of the page that is open: each returns a list of complaints, empty where it
// holds. The functions of `counts` say how much there was to look at.
(() => {
  const MATHML = "http://www.w3.org/1998/Math/MathML";
  const CORE = new Set(
    (
      "annotation annotation-xml maction math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts " +
      "mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover semantics"
    ).split(" "),
  );
  const INVISIBLE = /^[\s\u2061-\u2064\u200b]*$/;
  const CONTRAST = 4.5;
  const OUTLINE = 3;
  const ITEMS = 3;
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const show = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 120);
  const isEmpty = (box) => !(box.width > 0 && box.height > 0);

  // Colours as [r, g, b, alpha], laid over each other, and their contrast after WCAG 2.
  const colour = (text) => {
    const found = /^rgba?\(([^)]*)\)$/.exec(text);
    if (!found) return null;
    const parts = found[1].split(/[\s,/]+/).map(Number);
    return parts.length < 4 ? [...parts, 1] : parts;
  };
  const over = (top, below) => [...[0, 1, 2].map((i) => top[3] * top[i] + (1 - top[3]) * below[i]), 1];
  const luminance = (rgb) => {
    const linear = rgb.slice(0, 3).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const contrast = (a, b) => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const opacity = (element) => {
    let product = 1;
    for (let at = element; at; at = at.parentElement) product *= Number(getComputedStyle(at).opacity);
    return product;
  };
  const faded = (rgba, share) => rgba && [...rgba.slice(0, 3), rgba[3] * share];
  const canvas = () => (matchMedia("(prefers-color-scheme: dark)").matches ? [18, 18, 18, 1] : [255, 255, 255, 1]);

  // The fill that an element of a figure lays under a point of the screen; null where it lays none.
  const fillAt = (element, x, y) => {
    const style = getComputedStyle(element);
    if (element instanceof SVGGeometryElement) {
      const point = new DOMPoint(x, y).matrixTransform(element.getScreenCTM().inverse());
      return element.isPointInFill(point) ? faded(colour(style.fill), style.fillOpacity * opacity(element)) : null;
    }
    if (element instanceof SVGElement && !(element instanceof SVGSVGElement)) return null;
    return faded(colour(style.backgroundColor), opacity(element));
  };
  // The colour under a point of the screen, of all that is painted there but one element; null under a picture.
  const under = (except, x, y) => {
    const layers = [];
    for (const element of document.elementsFromPoint(x, y)) {
      if (element === except || element instanceof SVGTextContentElement) continue;
      if (element instanceof SVGImageElement || element instanceof HTMLImageElement) return null;
      const fill = fillAt(element, x, y);
      if (fill && fill[3] > 0) layers.push(fill);
      if (fill && fill[3] === 1) break;
    }
    return layers.reduceRight((below, top) => over(top, below), canvas());
  };

  const focusable = () =>
    all("a[href], button, input, select, textarea, summary, [tabindex]").filter(
      (element) => element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }),
    );
  const leaves = () => all("math mi, math mn, math mo, math mtext").filter((leaf) => !INVISIBLE.test(leaf.textContent));
  const texts = () => all("svg text").filter((text) => text.textContent.trim());
  const isText = (node) => node.nodeType === Node.TEXT_NODE && !INVISIBLE.test(node.data);
  const written = () => all("body *").filter((e) => !(e instanceof SVGElement) && [...e.childNodes].some(isText));
  const middle = (element) => {
    const box = element.getBoundingClientRect();
    return [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  };

  return {
    open: () => all("details").forEach((details) => (details.open = true)),
    close: () => all("details").forEach((details) => (details.open = false)),
    // The insides of formulas and figures, and all but the first items of folded lists, taken out; and put back.
    thin: () => {
      const lists = all("details ol").map((list) => [list, [...list.children].slice(0, ITEMS)]);
      window.inside = [...all("math, svg"), ...lists.map(([list]) => list)].map((e) => [e, [...e.childNodes]]);
      all("math, svg").forEach((element) => element.replaceChildren());
      lists.forEach(([list, first]) => list.replaceChildren(...first));
    },
    restore: () => window.inside.forEach(([element, children]) => element.replaceChildren(...children)),
    counts: () => ({
      math: all("math").length,
      details: all("details").length,
      figures: all("svg").length,
      texts: texts().length,
      links: all("nav a[href^='#']").length,
    }),

    identifiers: () => {
      const seen = new Set();
      return all("[id]").filter((element) => seen.has(element.id) || !seen.add(element.id)).map((e) => `twice: ${e.id}`);
    },

    links: () => {
      const inside = all("a[href^='#'], use[href^='#']").map((element) => element.getAttribute("href").slice(1));
      const named = all("[aria-labelledby], [aria-describedby]").flatMap((element) =>
        ["aria-labelledby", "aria-describedby"].flatMap((key) => (element.getAttribute(key) || "").split(/\s+/)),
      );
      const lost = [...inside, ...named].filter((id) => id && !document.getElementById(id));
      return [...new Set(lost)].map((id) => `leads nowhere: #${id}`);
    },

    headings: () => {
      const levels = all("h1, h2, h3, h4, h5, h6").map((heading) => Number(heading.localName[1]));
      const found = levels.flatMap((level, at) => (level > (levels[at - 1] ?? 0) + 1 ? [`heading ${at}: h${level}`] : []));
      return levels.filter((level) => level === 1).length === 1 ? found : [...found, "not one h1"];
    },

    mathml: () => {
      const strange = all("math, math *").filter(
        (e) => e.namespaceURI !== MATHML || e instanceof HTMLUnknownElement || !CORE.has(e.localName),
      );
      const flat = [...all("math"), ...leaves()].filter((element) => isEmpty(element.getBoundingClientRect()));
      return [...strange.map((e) => `unknown: ${show(e)}`), ...flat.map((e) => `no size: ${show(e)}`)];
    },

    layout: () => {
      const box = (element, at) => element.children[at].getBoundingClientRect();
      const fractions = all("mfrac").filter((e) => box(e, 0).bottom > box(e, 1).top + 1);
      const powers = all("msup").filter((e) => box(e, 1).top + box(e, 1).bottom >= box(e, 0).top + box(e, 0).bottom);
      const indices = all("msub").filter((e) => box(e, 1).top + box(e, 1).bottom <= box(e, 0).top + box(e, 0).bottom);
      const wrong = [...fractions, ...powers, ...indices];
      return wrong.filter((e) => !e.closest("mphantom")).map((e) => `not laid out: ${show(e)}`);
    },

    alternatives: () => {
      const figures = all("svg").filter((svg) => !svg.parentElement.closest("svg"));
      const words = (element) => element.getAttribute(element.localName === "img" ? "alt" : "aria-label") || "";
      const silent = [...figures, ...all("img")].filter((e) => words(e).length < 40 || !/\d/.test(words(e)));
      const unnamed = figures.filter((svg) => svg.getAttribute("role") !== "img");
      return [...silent, ...unnamed].map((element) => `no words with numbers for it: ${show(element)}`);
    },

    overflow: () => {
      const root = document.scrollingElement;
      if (root.scrollWidth <= root.clientWidth) return [];
      const wide = all("body *").filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1);
      return [`${root.scrollWidth} px in ${root.clientWidth} px`, ...wide.slice(0, 5).map(show)];
    },

    // What does not fit its box: on paper nobody can scroll.
    cut: () => {
      const boxes = all("body, body *").filter((e) => !(e instanceof SVGElement) && e.scrollWidth > e.clientWidth + 1);
      const cutting = boxes.filter((e) => e.clientWidth && getComputedStyle(e).overflowX !== "visible");
      return cutting.map((e) => `cut at ${e.clientWidth} of ${e.scrollWidth} px: ${show(e)}`);
    },

    // Visible focus: an outline of two pixels or more that stands out from what it is drawn on.
    focus: () =>
      focusable().flatMap((element) => {
        element.focus({ focusVisible: true });
        const style = getComputedStyle(element);
        const [line, box] = [colour(style.outlineColor), element.getBoundingClientRect()];
        const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && line;
        if (!drawn) return [`no outline: ${show(element)}`];
        if (box.right <= 0 || box.left >= innerWidth || box.bottom <= 0 || box.top >= innerHeight)
          return [`out of sight: ${show(element)}`];
        const ground = under(element, Math.max(box.left, 0) + 1, Math.min(Math.max(box.top, 0), innerHeight) + 1);
        const ratio = ground && contrast(over(line, ground), ground);
        return ratio >= OUTLINE ? [] : [`outline at ${ratio}: ${show(element)}`];
      }),

    // The contrast of text and formulas against the backgrounds of what they stand in.
    words: () =>
      written().flatMap((element) => {
        const around = [];
        for (let at = element; at; at = at.parentElement) around.push(colour(getComputedStyle(at).backgroundColor));
        const ground = around.reduceRight((below, top) => over(top, below), canvas());
        const ink = faded(colour(getComputedStyle(element).color), opacity(element));
        const ratio = contrast(over(ink, ground), ground);
        return ratio >= CONTRAST ? [] : [`${ratio.toFixed(2)}: ${show(element)}`];
      }),

    // The contrast of text in figures against what is painted under its middle.
    figures: () =>
      texts().flatMap((text) => {
        const svg = text.closest("svg");
        const place = svg.getBoundingClientRect();
        if (place.top < 0 || place.bottom > innerHeight) svg.scrollIntoView({ block: "center" });
        if (isEmpty(text.getBoundingClientRect())) return [`no size: ${show(text)}`];
        const style = getComputedStyle(text);
        const [x, y] = middle(text);
        const fill = faded(colour(style.fill), style.fillOpacity * opacity(text));
        const ground = under(text, x, y);
        if (!fill || !ground) return [`colours unknown: ${show(text)}`];
        const ratio = contrast(over(fill, ground), ground);
        return ratio >= CONTRAST ? [] : [`${ratio.toFixed(2)}: ${text.textContent} (${style.fill} on ${ground})`];
      }),

    // What acts, or asks the network, or that only hostile text would make.
    passive: () => {
      const acting = all("script, iframe, frame, object, embed, form, input, button, base, link, audio, video, [owned]");
      const handlers = all("*").filter((e) => e.getAttributeNames().some((key) => key.startsWith("on")));
      const asking = all("[src], [srcset], [href], [data], [action], [ping]").filter((element) =>
        ["src", "srcset", "href", "data", "action", "ping"].some((key) => {
          const value = element.getAttribute(key);
          return value !== null && !value.startsWith("#") && !/^data:(text\/csv|application\/gzip|image\/png)[;,]/.test(value);
        }),
      );
      const refresh = all("meta[http-equiv='refresh' i]");
      const said = window.owned === undefined ? [] : ["a text of the page was run"];
      return [...acting, ...handlers, ...asking, ...refresh].map((e) => `acts: ${show(e)}`).concat(said);
    },
  };
})()

package io.dopaflow.scenarios.laboratory;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.scenarios.browser.Browser;
import io.dopaflow.scenarios.load.Catalog;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The laboratory as people use it: in Chromium. */
@Tag("browser")
class LaboratoryBrowserTest {
    private static final String LONG = "name: long\nmodel: spiking-network\nduration: 100 s\npopulations:\n"
            + "  cells: {size: 400, neuron: {lif: {synapses: exp, I_e: {uniform: [400 pA, 1 nA]}}}}\n";

    @TempDir
    static Path folder;

    private static Browser browser;
    private static Laboratory laboratory;

    @BeforeAll
    static void open() throws Exception {
        browser = Browser.start();
        laboratory = Laboratory.start(folder, folder.resolve("runs"), 0);
        browser.open(URI.create(laboratory.url()));
    }

    @AfterAll
    static void close() {
        browser.close();
        laboratory.close();
    }

    private static void page(String hash) {
        browser.run(
                "document.getElementById('content').replaceChildren();"
                        + "location.hash = '#about:blank'; location.hash = arguments[0];",
                hash);
    }

    private static void title(String title) {
        browser.await(
                "the page " + title, "return document.querySelector('h1')?.textContent.includes(arguments[0]);", title);
    }

    private static void write(String yaml) {
        browser.run(
                "const text = document.querySelector('textarea'); text.value = arguments[0];"
                        + "text.dispatchEvent(new Event('input'));",
                yaml);
    }

    private static void press(String button) {
        browser.await(
                "the button " + button,
                "const found = [...document.querySelectorAll('button')].find(b => b.textContent === arguments[0]);"
                        + "if (!found || found.disabled) return false; found.click(); return true;",
                button);
    }

    @Test
    void aRunStartedFromThePage_isWatchedFinishesAndAppears() {
        page("#scenarios");
        title("Scenarios");
        assertThat(browser.findAll(".catalogue a")).hasSizeGreaterThan(15);
        browser.screenshot("laboratory-scenarios");
        page("#scenario/brunel");
        title("brunel");
        browser.screenshot("laboratory-scenario");
        press("Run");
        browser.await(
                "live figures",
                "return Dopaflow.drawings().length === 1 || document.querySelector('.finished') !== null;");
        browser.screenshot("laboratory-live");
        browser.await("the end", "return document.querySelector('.status.finished') !== null;");
        browser.await("its figures", "return Dopaflow.drawings().length === 1;");
        browser.screenshot("laboratory-run");
        browser.requireAccessible();
        page("#runs");
        title("Runs");
        assertThat(browser.find("main").getText()).contains("brunel-", "finished");
        browser.requireAccessible();
        page("#sql");
        title("SQL");
        press("Ask");
        browser.await("an answer", "return document.querySelector('[aria-label=Answer] td') !== null;");
        browser.screenshot("laboratory-sql");
        browser.requireAccessible();
        browser.requireQuietConsole();
    }

    @Test
    void aRun_isStoppedAndResumed() {
        page("#scenario/ring");
        title("ring");
        write(LONG);
        press("Run");
        browser.await("checkpoint", () -> {
            try (var found = Files.walk(folder.resolve("runs"), 2)) {
                return found.anyMatch(
                        file -> file.endsWith("checkpoint.a") && file.toString().contains("long-"));
            }
        });
        press("Stop");
        browser.await("the stop", "return document.querySelector('.status.cancelled') !== null;");
        press("Resume");
        browser.await("going on", "return document.querySelector('.status.running') !== null;");
        press("Stop");
        browser.await("the second stop", "return document.querySelector('.status.cancelled') !== null;");
        browser.requireQuietConsole();
    }

    @Test
    void whatIsWrong_isToldWhileTyping() {
        page("#scenario/xor");
        title("xor");
        write("name: wrong\nlearning: {cycles: -3}\n<script>alert(1)</script>: 2\n");
        browser.await("problems", "return document.querySelectorAll('.problems li').length > 0;");
        assertThat((Boolean) browser.run(
                        "return [...document.querySelectorAll('button')].find(b => b.textContent === 'Run').disabled"))
                .isTrue();
        write(LONG);
        browser.await("no problems", "return document.querySelectorAll('.problems li').length === 0;");
        browser.requireQuietConsole();
    }

    private static String text() {
        return (String) browser.run("return document.querySelector('textarea.yaml').value;");
    }

    private static void fill(String field, String value) {
        browser.run(
                "const field = document.getElementById('field-' + arguments[0]); field.value = arguments[1];"
                        + "field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input'));"
                        + "field.dispatchEvent(new Event('change'));",
                field,
                value);
    }

    private static String shown(String field) {
        return (String) browser.run("return document.getElementById('field-' + arguments[0]).value;", field);
    }

    @Test
    void theForm_editsTheTextAndTheTextTheForm() throws Exception {
        page("#scenario/xor");
        title("xor");
        String before = text();
        assertThat(shown("learning.epochs")).isEqualTo("400");
        fill("learning.epochs", "50");
        assertThat(text()).isEqualTo(before.replace("epochs: 400", "epochs: 50"));
        fill("learning.rule", "single-update");
        fill("seed", "9007199254740993");
        assertThat(text())
                .isEqualTo(before.replace("epochs: 400", "epochs: 50\n  rule: single-update")
                        .replace("seed: 1\n", "seed: 9007199254740993\n"));
        fill("learning.rule", "");
        fill("learning.epochs", "400");
        fill("seed", "1");
        assertThat(text()).isEqualTo(before);

        fill("learning.cycles", "-3");
        browser.await(
                "what is wrong, at its field",
                "return document.getElementById('field-learning.cycles').getAttribute('aria-invalid') === 'true'"
                        + " && document.querySelector('.form .wrong').textContent.includes('-3');");
        browser.screenshot("laboratory-wrong");
        write(before.replace("cycles: 500", "cycles: 70"));
        assertThat(shown("learning.cycles")).isEqualTo("70");
        browser.await("nothing wrong", "return document.querySelectorAll('.wrong').length === 0;");
        write("name: [");
        assertThat(browser.find(".form").getText()).contains("no YAML");
        write(before);
        assertThat(shown("learning.cycles")).isEqualTo("500");

        write("name: made\nmodel: spiking-network\nduration: 20 ms\n");
        fill("populations-new", "cells");
        browser.run("document.getElementById('field-populations-new').nextSibling.click();");
        fill("populations.cells.size", "30");
        browser.run("document.getElementById('field-populations.cells.neuron').parentNode.open = true;");
        browser.await("models", "return document.getElementById('field-populations.cells.neuron-choice') !== null;");
        fill("populations.cells.neuron-choice", "lif");
        fill("populations.cells.neuron.lif.synapses", "exp");
        fill("populations.cells.neuron.lif.I_e", "{uniform: [400 pA, 1 nA]}");
        assertThat(text())
                .isEqualTo(
                        "name: made\nmodel: spiking-network\nduration: 20 ms\n"
                                + "populations: {cells: {size: 30, neuron: {lif: {synapses: exp, I_e: {uniform: [400 pA, 1 nA]}}}}}\n");
        press("Run");
        browser.await("the end", "return document.querySelector('.status.finished') !== null;");
        browser.requireQuietConsole();
    }

    /** Of scenarios in every style every value is changed, taken out, and added to, one at a time; nothing else changes. */
    @Test
    void anEditOfAText_changesThatPlaceOnly() {
        Object failures = browser.driver().executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                (async () => {
                  const {YamlText, parsed} = await import('/yamltext.js');
                  const {get} = await import('/server.js');
                  const inOrder = v => Array.isArray(v) ? v.map(inOrder) : v && typeof v === 'object'
                    ? Object.fromEntries(Object.keys(v).sort().map(k => [k, inOrder(v[k])])) : v;
                  const text = v => JSON.stringify(inOrder(v));
                  const paths = (v, at = []) => [at, ...(v && typeof v === 'object' ? Object.keys(v).flatMap(k =>
                    paths(v[k], [...at, Array.isArray(v) ? Number(k) : k])) : [])];
                  const put = (v, [key, ...rest], to) => {
                    const copy = structuredClone(v);
                    copy[key] = rest.length ? put(copy[key], rest, to) : to;
                    return copy;
                  };
                  const comments = t => (t.match(/#.*/g) || []).length;
                  const failures = [];
                  let edits = 0;
                  for (const name of ['xor', 'schmidt-hieber', 'ring', 'brunel']) {
                    const {yaml} = await get('scenarios/' + name);
                    const whole = new YamlText(yaml);
                    for (const path of paths(whole.value).slice(1)) {
                      for (const typed of ['17 ms', '0.10', '{a: [1, 2 ms], b: "x: y"}']) {
                        edits++;
                        const edited = new YamlText(whole.with(path, typed));
                        if (text(edited.value) !== text(put(whole.value, path, parsed(typed)))) {
                          failures.push(name + ': ' + path.join('.') + ' to ' + typed);
                        }
                      }
                      const value = whole.at(path);
                      if (typeof value !== 'object') {
                        const edited = whole.with(path, '17');
                        if (comments(edited) !== comments(yaml) || edited.split('\\n').length > yaml.split('\\n').length) {
                          failures.push(name + ': ' + path.join('.') + ' moved others');
                        }
                      } else {
                        const key = Array.isArray(value) ? value.length : 'another';
                        const edited = new YamlText(whole.with([...path, key], '3.50'));
                        if (text(edited.value) !== text(put(whole.value, [...path, key], '3.50'))) {
                          failures.push(name + ': added to ' + path.join('.'));
                        }
                      }
                      const without = new YamlText(whole.without(path));
                      const parent = without.at(path.slice(0, -1)) ?? {};
                      if (without.errors.length || Object.keys(parent).length !== Object.keys(whole.at(path.slice(0, -1))).length - 1) {
                        failures.push(name + ': without ' + path.join('.'));
                      }
                    }
                  }
                  done(edits > 500 ? failures : ['only ' + edits + ' edits']);
                })().catch(failure => done([String(failure)]));
                """);
        assertThat((List<?>) failures).isEmpty();
    }

    /** The form has a place for every key of every built-in scenario, and drawing it changes nothing. */
    @Test
    void everyScenario_hasItsForm() throws Exception {
        for (String name : Catalog.names()) {
            page("#scenario/" + name);
            title(name);
            browser.await("the verdict", "return document.getElementById('verdict').textContent !== '';");
            browser.run("const open = () => [...document.querySelectorAll('.form details:not([open])')].forEach(d => {"
                    + " d.open = true; d.dispatchEvent(new Event('toggle')); }); open(); open(); open(); open();");
            assertThat(
                            (String)
                                    browser.run(
                                            "document.querySelectorAll('.form input, .form textarea').forEach(each =>"
                                                    + " each.dispatchEvent(new Event('change'))); return document.querySelector('textarea.yaml').value;"))
                    .as(name)
                    .isEqualTo(Catalog.source(name).text());
            assertThat(browser.find(".form").getText()).as(name).doesNotContain("not allowed here");
            assertThat(browser.findAll(".form input").size()).as(name).isGreaterThan(10);
        }
        browser.requireQuietConsole();
    }

    @Test
    void aReportIsSavedAndTwoRunsStandSideBySide() {
        for (int i = 0; i < 2; i++) {
            page("#scenario/ring");
            title("ring");
            press("Run");
            browser.await("the end", "return document.querySelector('.status.finished') !== null;");
        }
        browser.await("its figure", "return Dopaflow.drawings().length === 1;");
        press("Report");
        browser.await(
                "the report",
                "return [...document.querySelectorAll('[role=status]')].some(e => e.textContent.startsWith('Saved as ring-'));");
        page("#runs");
        title("Runs");
        browser.run("[...document.querySelectorAll('input[type=checkbox]')].filter(box =>"
                + " box.getAttribute('aria-label').includes('ring-')).slice(0, 2).forEach(box => box.click());");
        press("Side by side");
        title("Side by side");
        browser.await("both figures", "return Dopaflow.drawings().length === 2;");
        browser.requireAccessible();
        browser.screenshot("laboratory-both");
        browser.requireQuietConsole();
    }

    /** R31: names with markup, quotes, controls and characters that turn text around. */
    @Test
    void strangeNames_areShownAsText() {
        String name = "<img src=x onerror=\"document.title='taken'\">";
        page("#scenario/xor");
        title("xor");
        write(text().replace("[x1, x2]", "['" + name.replace("'", "''") + "', \"a\\u202Eb\\e[31m'\\\"\"]")
                .replace("epochs: 400", "epochs: 2"));
        press("Run");
        browser.await("the end", "return document.querySelector('.status.finished') !== null;");
        browser.await("its figure", "return Dopaflow.drawings().length === 1;");
        String id = (String) browser.run("return location.hash.slice('#run/'.length);");
        page("#sql");
        title("SQL");
        browser.run(
                "document.querySelector('textarea').value = 'select distinct name from neurons';"
                        + "[...document.querySelector('select').options].forEach(o => { o.selected = o.value === arguments[0]; });",
                id);
        press("Ask");
        browser.await("an answer", "return document.querySelector('[aria-label=Answer] td') !== null;");
        assertThat(browser.find("[aria-label=Answer]").getText()).contains("<img src=x", "ab\\u001b[31m'\"");
        page("#scenario/run:" + id);
        browser.await("the form", "return document.querySelector('.form input') !== null;");
        browser.run("document.getElementById('field-task.inline').parentNode.open = true;");
        browser.await("features", "return document.getElementById('field-task.inline.features') !== null;");
        browser.await("the verdict", "return document.getElementById('verdict').textContent.includes('can run');");
        assertThat(shown("task.inline.features")).contains("<img src=x", "a\\u202eb\\u001b[31m'");
        assertThat((Long) browser.run("return document.querySelectorAll('main img').length;"))
                .isZero();
        assertThat(browser.driver().getTitle()).isEqualTo("Dopaflow laboratory");
        browser.requireQuietConsole();
    }

    /** Large rasters are painted in parts, a part a frame: what is left of one must not be painted on nothing. */
    @Test
    void aFigureThatIsRemovedWhileItIsPainted_leavesNothingBehind() {
        page("#sql");
        title("SQL");
        browser.run("""
                window.removed = 0;
                const axis = (name, to) => ({name, unit: '', from: 0, to, log: false, rows: []});
                const steps = {type: 'steps', from: 0, step: 1, count: 100000};
                const points = {kind: 'points', name: '', ink: 'TEXT', shape: 'DOT', x: steps, y: steps};
                const panel = {title: '', height: 1, x: axis('x', 100000), y: axis('y', 100000), marks: [points]};
                for (let frames = 0; frames < 10; frames++) {
                  const place = document.querySelector('main').appendChild(document.createElement('div'));
                  const drawing = Dopaflow.draw(place, {title: '', columns: 1, notes: [], panels: [panel]});
                  const later = left => left > 0 ? requestAnimationFrame(() => later(left - 1)) : (drawing.remove(), window.removed++);
                  later(frames);
                }
                """);
        browser.await(
                "the frames after",
                "if (window.removed < 10) return false; window.after = (window.after || 0) + 1; return window.after > 3;");
        browser.requireQuietConsole();
    }

    @Test
    void everyWidthAndBothThemes_areReadableAndAccessible() {
        for (int width : List.of(320, 768, 1400)) {
            for (boolean isDark : List.of(false, true)) {
                browser.size(width, 900);
                browser.dark(isDark);
                for (String hash : List.of("#scenarios", "#scenario/iris", "#runs", "#sql")) {
                    page(hash);
                    browser.await("the page", "return document.querySelector('h1') !== null;");
                    browser.requireNoSidewaysScrolling();
                    browser.requireAccessible();
                }
                browser.screenshot("laboratory-" + width + (isDark ? "-dark" : "-light"));
            }
        }
        browser.size(1400, 900);
        browser.dark(false);
        browser.requireQuietConsole();
    }

    @Test
    void thePage_outlivesARestartOfTheServer() throws Exception {
        page("#runs");
        title("Runs");
        int port = URI.create(laboratory.address()).getPort();
        laboratory.close();
        page("#scenarios");
        browser.await(
                "the loss", "return document.getElementById('connection').textContent.includes('does not answer');");
        laboratory = Laboratory.start(folder, folder.resolve("runs"), port);
        title("Scenarios");
        browser.await("the server again", "return document.getElementById('connection').textContent === '';");
        browser.console();
    }

    @Test
    void theKeyboardAlone_isEnough() {
        page("#scenarios");
        title("Scenarios");
        browser.run("document.querySelector('.catalogue a').focus();");
        browser.press(Keys.ENTER);
        title("single-synapse");
        Object unreachable = browser.run("return [...document.querySelectorAll('a, button, textarea, select, summary')]"
                + ".filter(e => e.tabIndex < 0 && e.offsetParent !== null).length;");
        assertThat((Long) unreachable).isZero();
    }
}

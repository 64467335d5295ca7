package io.dopaflow.scenarios.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.report.ReportFile;
import io.dopaflow.scenarios.browser.Browser;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.run.RunOptions;
import io.dopaflow.scenarios.run.ScenarioRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** Reports as people see them: in Chromium, from the file system. */
@Tag("browser")
class ReportBrowserTest {
    @TempDir
    static Path folder;

    private static Browser browser;

    @BeforeAll
    static void write() throws Exception {
        browser = Browser.start();
        run("xor", "learning.epochs=5");
        run("iris", "learning.epochs=2", "engine=population");
        run("brunel", "duration=300 ms", "record.synapses=true");
        run("brunel-silent", "duration=50 ms", "sources=null");
        report("xor", "xor");
        report("iris", "iris");
        report("brunel", "brunel");
        report("silent", "brunel-silent");
        report("both", "xor", "iris");
    }

    private static void run(String name, String... changes) throws Exception {
        try (ScenarioRun run = ScenarioRun.start(
                Catalog.load(name.replace("-silent", ""), List.of(changes)),
                RunOptions.defaults().into(folder.resolve(name)))) {
            assertThat(run.await().status().text()).isEqualTo("finished");
        }
    }

    private static void report(String name, String... runs) {
        List<Path> directories = List.of(runs).stream().map(folder::resolve).toList();
        ReportFile.write(RunReport.of(directories, true, share -> {}), folder.resolve(name + ".html"));
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    private static void open(String name) {
        browser.open(folder.resolve(name + ".html"));
        browser.await(
                "all figures drawn",
                "const d = document.documentElement.dataset.drawn; return d && d.split('/')[0] === d.split('/')[1];");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xor", "iris", "brunel", "silent", "both"})
    void everyFigure_isDrawnWithoutComplaint(String name) {
        browser.size(1400, 900);
        browser.dark(false);
        browser.offline(true);
        open(name);
        browser.offline(false);
        // Each has a canvas with more than one colour on it.
        Object blank = browser.run("return Dopaflow.drawings().filter(drawing => {"
                + "const canvas = drawing.canvas.querySelector('canvas');"
                + "const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;"
                + "return !pixels.some((value, i) => i % 4 === 3 && value > 0);"
                + "}).map(drawing => drawing.figure.title);");
        assertThat((List<?>) blank).isEmpty();
        assertThat((Long) browser.run("return Dopaflow.drawings().length")).isGreaterThan(3);
        browser.requireQuietConsole();
        browser.pageScreenshot("report-" + name);
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 768, 1400})
    void anyWidthAndBothThemes_areReadableAndAccessible(int width) {
        for (boolean isDark : List.of(false, true)) {
            browser.size(width, 900);
            browser.dark(isDark);
            open("xor");
            browser.requireNoSidewaysScrolling();
            browser.requireAccessible();
            browser.screenshot("report-xor-" + width + (isDark ? "-dark" : "-light"));
        }
        browser.requireQuietConsole();
    }

    /** Each axis of numbers says at least two of them. */
    @Test
    void everyAxis_hasLabels() {
        browser.size(1400, 900);
        open("iris");
        Object bare = browser.run("return Dopaflow.drawings().flatMap(drawing => {"
                + "const model = drawing.chart.getModel();"
                + "return ['xAxis', 'yAxis'].flatMap(kind => drawing.figure.panels.map((panel, i) => {"
                + "const axis = model.getComponent(kind, i).axis;"
                + "const labels = axis.getViewLabels().filter(label => label.formattedLabel !== '');"
                + "const hidden = kind === 'xAxis' && drawing.boxes[i].joined;"
                + "const rows = (kind === 'xAxis' ? panel.x : panel.y).rows.length;"
                + "return hidden || labels.length >= (rows === 1 ? 1 : 2) ? null : drawing.figure.title + ' ' + kind + ' ' + i;"
                + "})).filter(Boolean);});");
        assertThat((List<?>) bare).isEmpty();
    }

    @Test
    void zoomAndCursor_areSharedByPanelsOfOneAxis() {
        browser.size(1400, 900);
        open("brunel");
        browser.run("window.first = Dopaflow.drawings().find(d => d.figure.title.includes('spikes'));"
                + "first.stage.focus(); first.stage.scrollIntoView();");
        browser.press(Keys.ARROW_RIGHT);
        browser.run("first.stage.dispatchEvent(new KeyboardEvent('keydown', {key: '+', bubbles: true}));");
        Object windows = browser.run("const of = d => d.figure.panels.filter(p => p.key === first.figure.panels[0].key)"
                + ".map(p => p.window.to - p.window.from); return Dopaflow.drawings().flatMap(of);");
        assertThat((List<?>) windows)
                .hasSizeGreaterThan(2)
                .allSatisfy(span -> assertThat(((Number) span).doubleValue()).isLessThan(200));
        assertThat(browser.findAll(".df-cursor")).hasSizeGreaterThan(2);
        assertThat((String) browser.run("return first.said.textContent")).contains("ms");
        browser.requireQuietConsole();
    }

    @Test
    void theKeyboardAlone_isEnough() {
        browser.size(1400, 900);
        open("xor");
        Object reached = browser.run("return [...document.querySelectorAll('a, button, summary, [tabindex]')]"
                + ".filter(e => e.tabIndex < 0 && e.offsetParent !== null).map(e => e.outerHTML.slice(0, 80));");
        assertThat((List<?>) reached).isEmpty();
        browser.run("document.querySelector('.theme').focus();");
        browser.press(Keys.ENTER);
        assertThat((String) browser.run("return document.documentElement.dataset.theme"))
                .isEqualTo("dark");
        browser.run("document.querySelector('details summary').focus();");
        browser.press(Keys.ENTER);
        assertThat((Boolean) browser.run("return document.querySelector('details').open"))
                .isTrue();
        browser.requireQuietConsole();
    }

    @Test
    void aReport_isPrinted() throws Exception {
        browser.size(1400, 900);
        open("xor");
        assertThat(Files.size(browser.print("report-xor"))).isGreaterThan(20_000);
    }
}

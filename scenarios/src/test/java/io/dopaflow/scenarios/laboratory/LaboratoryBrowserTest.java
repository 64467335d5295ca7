package io.dopaflow.scenarios.laboratory;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.scenarios.browser.Browser;
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
        browser.run("location.hash = '#about:blank'; location.hash = arguments[0];", hash);
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

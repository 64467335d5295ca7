package io.dopaflow.scenarios.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The checks of pages notice what they are there for. */
@Tag("browser")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class BrowserTest {
    private static Browser browser;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    private void open(String body) throws Exception {
        browser.open(Files.writeString(
                folder.resolve("page.html"),
                "<!doctype html><html lang=en><meta charset=utf-8><title>A page</title><link rel=icon href=data:,>"
                        + "<main><h1>Title</h1>" + body + "</main></html>"));
    }

    @Test
    void aSoundPage_passesAllChecks() throws Exception {
        open("<p>Text</p>");
        browser.requireQuietConsole();
        browser.requireAccessible();
        browser.requireNoSidewaysScrolling();
        assertThat(browser.screenshot("browser-sound-page")).isNotEmptyFile();
        assertThat(browser.print("browser-sound-page")).isNotEmptyFile();
    }

    @Test
    void errorsOfScripts_areNoticed() throws Exception {
        open("<script>missing()</script>");
        assertThatThrownBy(browser::requireQuietConsole).hasMessageContaining("missing is not defined");
    }

    @Test
    void filesThatAreNotThere_areNoticed() throws Exception {
        open("<img src=missing.png alt=missing>");
        assertThatThrownBy(browser::requireQuietConsole).hasMessageContaining("missing.png");
    }

    @Test
    void picturesWithoutText_areNoticed() throws Exception {
        open("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>");
        assertThatThrownBy(browser::requireAccessible).hasMessageContaining("image-alt");
    }

    @Test
    void contentWiderThanTheWindow_isNoticed() throws Exception {
        open("<div class=wide style='width: 3000px'>wide</div>");
        assertThatThrownBy(browser::requireNoSidewaysScrolling).hasMessageContaining("DIV.wide");
    }

    @Test
    void darkAndNarrow_areSeenByThePage() throws Exception {
        open("<p>Text</p>");
        browser.dark(true);
        browser.size(360, 640);
        assertThat(browser.run("return matchMedia('(prefers-color-scheme: dark)').matches"))
                .isEqualTo(true);
        assertThat(browser.run("return innerWidth")).isEqualTo(360L);
        browser.dark(false);
        browser.size(1400, 900);
        assertThat(browser.run("return matchMedia('(prefers-color-scheme: dark)').matches"))
                .isEqualTo(false);
    }
}

package io.dopaflow.scenarios.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Debian's Chromium without a window, for tests of pages from files and from the loopback address. Starts with an empty
 * profile and is told not to call home; {@link #offline} makes sure of the network. A test class starts one and closes it.
 */
public final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** Says at every start that it knows an older Chromium. Kept, as loggers that nobody holds are forgotten. */
    private static final Logger DRIVER = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;
    private final Path profile;

    private Browser(ChromeDriver driver, Path profile) {
        this.driver = driver;
        this.profile = profile;
    }

    /** Starts one, in light colours and 1400 x 900 points wide; leaves the tests out where there is no Chromium. */
    public static Browser start() {
        Path chromium = NeededTool.program("chromium", "chromium", "tests in a browser");
        Path chromedriver = NeededTool.program("chromedriver", "chromium-driver", "tests in a browser");
        DRIVER.setLevel(Level.SEVERE);
        try {
            Path profile = Files.createTempDirectory("dopaflow-browser");
            ChromeOptions options = new ChromeOptions();
            options.setBinary(chromium.toString());
            options.addArguments(
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-extensions",
                    "--hide-scrollbars",
                    "--force-color-profile=srgb",
                    "--user-data-dir=" + profile);
            LoggingPreferences logs = new LoggingPreferences();
            logs.enable(LogType.BROWSER, Level.ALL);
            options.setCapability("goog:loggingPrefs", logs);
            ChromeDriverService service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(chromedriver.toFile())
                    .usingAnyFreePort()
                    .build();
            Browser browser = new Browser(new ChromeDriver(service, options), profile);
            browser.size(1400, 900);
            browser.dark(false);
            return browser;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Selenium offers beyond this class. */
    public ChromeDriver driver() {
        return driver;
    }

    /** Opens a page and forgets what was said on the console before. */
    public void open(URI address) {
        console();
        driver.get(address.toString());
    }

    /** Opens a file, as people do with a double click. */
    public void open(Path file) {
        open(file.toAbsolutePath().toUri());
    }

    /** Width and height of the page that is seen, in CSS points; the narrowest phone has 320 x 568. */
    public void size(int width, int height) {
        devTools(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Whether pages are told that people prefer dark colours. */
    public void dark(boolean isDark) {
        devTools(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** Whether the network is there; the loopback address goes with it. */
    public void offline(boolean isOffline) {
        devTools("Network.enable", Map.of());
        devTools(
                "Network.emulateNetworkConditions",
                Map.of("offline", isOffline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** A command of Chromium's DevTools protocol. */
    public Map<String, Object> devTools(String command, Map<String, Object> parameters) {
        return driver.executeCdpCommand(command, parameters);
    }

    /** What a piece of JavaScript returns, a function's body; its arguments are in {@code arguments}. */
    public Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Waits until a piece of JavaScript returns true. */
    public void await(String what, String script, Object... arguments) {
        await(what, () -> Boolean.TRUE.equals(run(script, arguments)));
    }

    /** Waits until something holds. */
    public void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(condition);
    }

    /** The only or first element that a CSS selector finds. */
    public WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** All elements that a CSS selector finds. */
    public List<WebElement> findAll(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Presses a key where the focus is, or in the page. */
    public void press(Keys key) {
        driver.switchTo().activeElement().sendKeys(key);
    }

    /** What was said on the console since the last call or the opening of the page, and is no mere remark. */
    public List<String> console() {
        List<String> said = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                said.add(entry.getLevel() + " " + entry.getMessage());
            }
        }
        return said;
    }

    /** The page has not complained, neither of errors nor of resources that it could not get. */
    public void requireQuietConsole() {
        assertThat(console()).as("said on the console").isEmpty();
    }

    /** Nothing must be moved sideways to be read. */
    public void requireNoSidewaysScrolling() {
        Object wide = run("const limit = document.documentElement.clientWidth;"
                + "if (document.documentElement.scrollWidth <= limit) return [];"
                + "return [...document.querySelectorAll('body *')]"
                + ".filter(e => e.getBoundingClientRect().right > limit + 0.5)"
                + ".slice(0, 10).map(e => e.tagName + '.' + e.className + ' ' + e.textContent.slice(0, 40));");
        assertThat((List<?>) wide).as("wider than the page").isEmpty();
    }

    /** axe-core finds no violation that it calls serious or critical. */
    public void requireAccessible() {
        try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
            run(new String(axe.readAllBytes(), StandardCharsets.UTF_8) + "; window.axe = axe;");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Object violations = driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "axe.run(document, {resultTypes: ['violations']}).then(found => done(found.violations"
                + ".filter(v => v.impact === 'serious' || v.impact === 'critical')"
                + ".map(v => v.id + ': ' + v.nodes.slice(0, 5).map(n => n.html.slice(0, 200) + ' ' + n.failureSummary).join(' | '))),"
                + " wrong => done(['axe failed: ' + wrong]));");
        assertThat((List<?>) violations).as("violations of accessibility").isEmpty();
    }

    /** A picture of what is seen, in target/screenshots. */
    public Path screenshot(String name) {
        return save(name + ".png", driver.getScreenshotAs(OutputType.BYTES));
    }

    /** A picture of the whole page, in target/screenshots. */
    public Path pageScreenshot(String name) {
        Map<String, Object> made =
                devTools("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        return save(name + ".png", Base64.getDecoder().decode((String) made.get("data")));
    }

    /** The page as it is printed, on A4 paper, in target/screenshots. */
    public Path print(String name) {
        Map<String, Object> made =
                devTools("Page.printToPDF", Map.of("printBackground", true, "paperWidth", 8.27, "paperHeight", 11.69));
        return save(name + ".pdf", Base64.getDecoder().decode((String) made.get("data")));
    }

    private static Path save(String name, byte[] content) {
        try {
            Files.createDirectories(SCREENSHOTS);
            return Files.write(SCREENSHOTS.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
        try (var files = Files.walk(profile)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // The system's own cleaning of temporary files takes what is left.
        }
    }
}

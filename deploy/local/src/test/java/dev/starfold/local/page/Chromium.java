package dev.starfold.local.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starfold.local.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real Chromium that shows the page of a system. */
final class Chromium implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChromeDriver driver;
    private final String url;
    private final String axe;

    private Chromium(ChromeDriver driver, String url) {
        this.driver = driver;
        this.url = url;
        try (var script = Objects.requireNonNull(getClass().getResourceAsStream("/axe.min.js"))) {
            this.axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True where both programs are on the path. */
    static boolean isHere() {
        return Tools.has("chromium") && Tools.has("chromedriver");
    }

    static Chromium at(String url) {
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(Tools.find("chromium").orElseThrow().toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--lang=en");
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Tools.find("chromedriver").orElseThrow().toFile())
                .build();
        return new Chromium(new ChromeDriver(service, options), url);
    }

    /** What the system or the user asks of it: a size, colours, and that nothing moves. */
    void looks(int width, int height, String colours) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", colours),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** Signs in without the form; nobody, for an empty token. */
    void signIn(String token) {
        driver.get(url + "/star.svg");
        run("sessionStorage.clear(); if (arguments[0]) sessionStorage.setItem('starfold.token', arguments[0])", token);
    }

    /** Loads a view anew, and waits until all of it is there. */
    void open(String view) {
        openAt(url + "/#" + view);
    }

    /** The same, of the page at another address. */
    /** Leaves the page, so that nothing of it is still asked for when its host goes away. */
    void leave() {
        driver.get("about:blank");
    }

    void openAt(String address) {
        leave();
        driver.get(address);
        settled();
    }

    void settled() {
        until("return !!document.querySelector('main h1')"
                + " && !document.querySelector('.loading, [aria-busy=true], .lamp[data-state=waiting]')");
    }

    /** Waits for a script to answer something true, on whatever is shown by then. */
    void until(String script, Object... arguments) {
        await().atMost(PATIENCE)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .untilAsserted(() -> assertThat(run(script, arguments))
                        .as(() -> script + " " + List.of(arguments) + " on " + driver.getCurrentUrl() + "\n" + text())
                        .isEqualTo(true));
    }

    void untilText(String selector, String text) {
        until(
                "return [...document.querySelectorAll(arguments[0])].some(it => it.innerText.includes(arguments[1]))",
                selector,
                text);
    }

    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    String text() {
        return String.valueOf(run("return document.body?.innerText"));
    }

    WebElement find(String selector) {
        until("return !!document.querySelector(arguments[0])", selector);
        return driver.findElement(By.cssSelector(selector));
    }

    /** The button or link that says so. */
    WebElement named(String words) {
        String path = "//*[self::button or self::a or self::summary][normalize-space()='%s']".formatted(words);
        await().atMost(PATIENCE).pollInSameThread().until(() -> !driver.findElements(By.xpath(path))
                .isEmpty());
        return driver.findElement(By.xpath(path));
    }

    void write(String name, String text) {
        WebElement field = find("[name='" + name + "']");
        field.clear();
        field.sendKeys(text);
    }

    /** A control that is drawn by its label is chosen by it. */
    void choose(String name, String value) {
        run("arguments[0].click()", find("[name='%s'][value='%s']".formatted(name, value)));
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** What axe-core finds wrong with what is shown, by its rules of those names, or by all. */
    @SuppressWarnings("unchecked")
    List<String> violations(String... rules) {
        run("if (!window.axe) { " + axe + " }");
        return (List<String>) driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                const options = { rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'] };
                if (arguments[0].length) options.runOnly = arguments[0];
                axe.run(document, options).then(found => done(found.violations.map(
                    it => it.id + ': ' + it.nodes.map(node => node.target.join(' ') + ' ' + node.failureSummary).join('\\n'))));
                """);
    }

    /** How far what is shown reaches beyond the window, in pixels. */
    long overflow() {
        return ((Number) run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .longValue();
    }

    /** What the console complained of since it was asked last, but for answers of the API that the page shows. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getMessage())
                .filter(message -> !message.contains("the server responded with a status of"))
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}

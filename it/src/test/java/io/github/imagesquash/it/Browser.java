// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.StreamSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium without a screen. */
final class Browser implements AutoCloseable {
    private static final String CHROMIUM = "/usr/bin/chromium";
    private static final String DRIVER = "/usr/bin/chromedriver";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Tells of protocol versions that nothing here uses; held, so that its level stays. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts it, or skips the test where it is not installed. */
    static Browser start() {
        Needs.file(Path.of(CHROMIUM), "it is in the Debian package chromium");
        Needs.file(Path.of(DRIVER), "it is in the Debian package chromium-driver");
        SELENIUM.setLevel(Level.SEVERE);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM);
        // As root there is no sandbox; pages here are our own.
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(DRIVER))
                .usingAnyFreePort()
                .withSilent(true)
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    /** The size of the window's content, in CSS pixels. */
    Browser sized(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        return this;
    }

    /** What the system prefers: {@code light} or {@code dark}. */
    Browser preferring(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("media", "", "features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return this;
    }

    /** Shows the page as it is printed. */
    Browser onPaper() {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
        return this;
    }

    /** Opens a file. */
    Browser open(Path page) {
        driver.get(page.toUri().toString());
        return this;
    }

    /** Opens the page again, at the address that it has by now. */
    void reload() {
        driver.navigate().refresh();
    }

    /** What a script gives back. */
    Object eval(String script) {
        return driver.executeScript("return " + script);
    }

    /** A number that a script gives back. */
    double number(String script) {
        return ((Number) eval(script)).doubleValue();
    }

    /** The text that is visible of the first element. */
    String text(String selector) {
        return driver.findElement(By.cssSelector(selector)).getText();
    }

    /** The texts that are visible of all elements. */
    List<String> texts(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    /** Clicks in the middle of the first element. */
    void click(String selector) {
        driver.findElement(By.cssSelector(selector)).click();
    }

    /** Clicks at a point of an element, from its top left corner. */
    void clickAt(String selector, int x, int y) {
        WebElement element = driver.findElement(By.cssSelector(selector));
        // Offsets count from the middle of what is in view.
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
        Dimension size = element.getSize();
        new Actions(driver)
                .moveToElement(element, x - size.getWidth() / 2, y - size.getHeight() / 2)
                .click()
                .perform();
    }

    /** Types into an element. */
    void type(String selector, CharSequence... keys) {
        driver.findElement(By.cssSelector(selector)).sendKeys(keys);
    }

    /** Chooses an option by its value. */
    void choose(String selector, String value) {
        new Select(driver.findElement(By.cssSelector(selector))).selectByValue(value);
    }

    /** Presses keys where the focus is. */
    void press(Keys... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Waits until an expression is true, for at most ten seconds. */
    void waitUntil(String condition) {
        new WebDriverWait(driver, PATIENCE).until(there -> (Boolean) eval(condition));
    }

    /** What the console says: errors, warnings, violations of the security policy. */
    List<String> console() {
        return StreamSupport.stream(driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
                .map(LogEntry::getMessage)
                .toList();
    }

    /** The addresses that were asked for since this was called last, by DevTools' events. */
    List<String> requests() {
        return StreamSupport.stream(
                        driver.manage().logs().get(LogType.PERFORMANCE).spliterator(), false)
                .map(LogEntry::getMessage)
                .filter(message -> message.contains("\"Network.requestWillBeSent\""))
                .map(message -> message.replaceFirst("(?s).*\"documentURL\":.*?\"url\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    /** What axe finds that keeps people out: rule and elements, by WCAG 2.2 and good practice. */
    List<String> barriers() {
        Results results = new AxeBuilder().analyze(driver);
        if (results.getPasses().isEmpty()) {
            throw new AssertionError("axe has looked at nothing: " + results.getErrorMessage());
        }
        return results.getViolations().stream()
                .map(rule -> rule.getId() + ": "
                        + rule.getNodes().stream().map(CheckedNode::getHtml).toList())
                .toList();
    }

    /** Keeps the top of the page, as much as the window shows, as a PNG. */
    void screenshot(Path file) throws IOException {
        driver.executeScript("scrollTo(0, 0)");
        Files.createDirectories(file.getParent());
        Map<String, Object> shot = driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png"));
        Files.write(file, Base64.getDecoder().decode((String) shot.get("data")));
    }

    @Override
    public void close() {
        driver.quit();
    }
}

package co.leadterra.samples.webhookconsole;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

import org.springframework.util.FileSystemUtils;

/**
 * Debian's Chromium, with a profile of its own.
 */
class Browser implements AutoCloseable {

	private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

	private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final Path profile;

	private final ChromeDriver driver;

	Browser() {
		if (!Files.isExecutable(CHROMIUM) || !Files.isExecutable(DRIVER)) {
			throw new IllegalStateException(
					"These tests need Chromium and its driver: apt-get install chromium chromium-driver");
		}
		try {
			this.profile = Files.createTempDirectory("chromium");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		ChromeOptions options = new ChromeOptions();
		options.setBinary(CHROMIUM.toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--user-data-dir=" + this.profile);
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
		this.driver = new ChromeDriver(service, options);
	}

	void open(String url) {
		this.driver.get(url);
	}

	void screen(int width, int height, boolean phone) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
	}

	void theme(String theme) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme),
						Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
	}

	WebElement element(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	List<WebElement> elements(String selector) {
		return this.driver.findElements(By.cssSelector(selector));
	}

	String text(String selector) {
		return element(selector).getText();
	}

	/**
	 * Waits until the page is as wanted.
	 */
	void await(Supplier<Boolean> condition) {
		new WebDriverWait(this.driver, TIMEOUT).ignoring(StaleElementReferenceException.class)
			.until((driver) -> condition.get());
	}

	Object evaluate(String script) {
		Object result = this.driver.executeScript(script);
		return (result != null) ? result : "";
	}

	void saveScreenshot(Path file) throws IOException {
		File screenshot = this.driver.getScreenshotAs(OutputType.FILE);
		Files.createDirectories(file.getParent());
		Files.copy(screenshot.toPath(), file, StandardCopyOption.REPLACE_EXISTING);
	}

	@Override
	public void close() {
		this.driver.quit();
		FileSystemUtils.deleteRecursively(this.profile.toFile());
	}

}

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;

import org.w3c.dom.Document;

/**
 * Looks at a folder as Maven Central looks at a bundle, and at what we promise on top.
 * Arguments: the folder, the version, the folder of the sources.
 */
class CheckRelease {

	static final String BOM = "leadterra-spring-boot-bom";

	/** What is published, and the name of each as a module. */
	static final Map<String, String> JARS = new TreeMap<>(Map.of( //
			"leadterra-spring-boot-autoconfigure", "co.leadterra.spring.boot.autoconfigure", //
			"leadterra-spring-boot-starter", "co.leadterra.spring.boot.starter", //
			"leadterra-spring-boot-starter-test", "co.leadterra.spring.boot.starter.test"));

	static final Map<String, String> CHECKSUMS = Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256", "sha512",
			"SHA-512");

	static final List<String> DEMANDED = List.of("modelVersion", "name", "description", "url", "licenses/license/name",
			"licenses/license/url", "developers/developer/name", "developers/developer/email", "scm/url",
			"scm/connection", "scm/developerConnection");

	final List<String> problems = new ArrayList<>();

	final Path folder;

	final String version;

	final Path sources;

	CheckRelease(Path folder, String version, Path sources) {
		this.folder = folder;
		this.version = version;
		this.sources = sources;
	}

	public static void main(String[] args) throws Exception {
		CheckRelease check = new CheckRelease(Path.of(args[0]), args[1], Path.of(args[2]));
		check.all();
		check.problems.forEach((problem) -> System.err.println("Not fit for release: " + problem));
		System.exit(check.problems.isEmpty() ? 0 : 1);
	}

	void all() throws Exception {
		Set<Path> released = new TreeSet<>();
		released.add(file(BOM, ".pom"));
		JARS.keySet()
			.forEach((jar) -> Stream.of(".pom", ".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json")
				.forEach((suffix) -> released.add(file(jar, suffix))));
		files(released);
		if (!this.problems.isEmpty()) {
			return;
		}
		for (Path file : released) {
			checksums(file);
			signature(file);
		}
		pom(BOM);
		bom();
		overview("leadterra-spring-boot-autoconfigure");
		Map<String, String> packages = new TreeMap<>();
		for (String jar : JARS.keySet()) {
			pom(jar);
			dependencies(jar);
			module(jar, packages);
			for (String suffix : List.of(".jar", "-sources.jar", "-javadoc.jar")) {
				licence(file(jar, suffix));
			}
			documented(jar);
			// the first address in it is of what it is about, those of what that depends on come later
			String sbom = Files.readString(file(jar, "-cyclonedx.json")).replaceFirst("(?s).*?\"purl\" : \"", "");
			expect(sbom.startsWith("pkg:maven/co.leadterra/" + jar + "@" + this.version), jar + "'s SBOM is of something else");
		}
	}

	Path file(String artifact, String suffix) {
		return this.folder
			.resolve("co/leadterra/" + artifact + "/" + this.version + "/" + artifact + "-" + this.version + suffix);
	}

	void files(Set<Path> released) throws IOException {
		Set<Path> expected = new TreeSet<>(released);
		for (Path file : released) {
			expected.add(with(file, "asc"));
			CHECKSUMS.keySet().forEach((checksum) -> expected.add(with(file, checksum)));
		}
		Set<Path> found;
		try (Stream<Path> walk = Files.walk(this.folder)) {
			found = walk.filter(Files::isRegularFile).collect(Collectors.toCollection(TreeSet::new));
		}
		expected.stream().filter((file) -> !found.contains(file)).forEach((file) -> this.problems.add(file + " is missing"));
		found.stream()
			.filter((file) -> !expected.contains(file))
			.forEach((file) -> this.problems.add(file + " should not be there"));
	}

	void checksums(Path file) throws Exception {
		for (Map.Entry<String, String> checksum : CHECKSUMS.entrySet()) {
			byte[] digest = MessageDigest.getInstance(checksum.getValue()).digest(Files.readAllBytes(file));
			expect(Files.readString(with(file, checksum.getKey())).strip().equals(HexFormat.of().formatHex(digest)),
					file + " has another " + checksum.getValue());
		}
	}

	void signature(Path file) throws Exception {
		Process gpg = new ProcessBuilder("gpg", "--batch", "--verify", with(file, "asc").toString(), file.toString())
			.redirectErrorStream(true)
			.start();
		String said = new String(gpg.getInputStream().readAllBytes());
		expect(gpg.waitFor() == 0, file + " has no good signature: " + said);
	}

	void pom(String artifact) throws Exception {
		Pom pom = new Pom(file(artifact, ".pom"));
		for (String element : DEMANDED) {
			expect(!pom.text(element).isBlank(), artifact + "'s pom has no " + element);
		}
		expect(pom.text("groupId").equals("co.leadterra"), artifact + "'s pom has another groupId");
		expect(pom.text("artifactId").equals(artifact), artifact + "'s pom has another artifactId");
		expect(pom.text("version").equals(this.version), artifact + "'s pom has another version");
		for (String element : List.of("parent", "build", "profiles", "repositories", "properties")) {
			expect(pom.count(element) == 0, artifact + "'s pom has " + element);
		}
		String text = Files.readString(file(artifact, ".pom"));
		expect(!text.contains("SNAPSHOT"), artifact + "'s pom names a snapshot");
		expect(!text.replace("${project.version}", "").contains("${"), artifact + "'s pom has a property that nothing sets");
	}

	void bom() throws Exception {
		Pom pom = new Pom(file(BOM, ".pom"));
		expect(pom.count("dependencyManagement/dependencies/dependency") == JARS.size(), "the BOM does not manage what is published");
		for (String jar : JARS.keySet()) {
			expect(pom.count("dependencyManagement/dependencies/dependency[artifactId='" + jar + "']") == 1,
					"the BOM does not manage " + jar);
		}
	}

	void dependencies(String jar) throws Exception {
		Pom pom = new Pom(file(jar, ".pom"));
		expect(pom.count("dependencies/dependency") > 0, jar + "'s pom has no dependencies");
		expect(pom.count("dependencies/dependency[not(version)]") == 0, jar + "'s pom has a dependency without a version");
		expect(pom.count("dependencies/dependency[scope='test']") == 0, jar + "'s pom has a dependency for tests");
		expect(pom.count("dependencyManagement") == 0, jar + "'s pom manages dependencies");
	}

	void module(String jar, Map<String, String> packages) {
		var module = ModuleFinder.of(file(jar, ".jar")).findAll().iterator().next().descriptor();
		expect(module.name().equals(JARS.get(jar)), jar + " is the module " + module.name());
		for (String name : module.packages()) {
			String other = packages.put(name, jar);
			expect(other == null, "the package " + name + " is in " + jar + " and " + other);
		}
	}

	void licence(Path jar) throws IOException {
		try (JarFile file = new JarFile(jar.toFile())) {
			for (String name : List.of("LICENSE", "NOTICE")) {
				var entry = file.getEntry("META-INF/" + name);
				expect(entry != null && new String(file.getInputStream(entry).readAllBytes())
					.equals(Files.readString(this.sources.resolve(name))), jar + " lacks our " + name);
			}
		}
	}

	void documented(String jar) throws IOException {
		Set<String> types = names(file(jar, ".jar"), ".class").stream()
			.filter((name) -> !name.contains("$") && !name.contains("__"))
			.collect(Collectors.toSet());
		types.removeAll(names(file(jar, "-sources.jar"), ".java"));
		expect(types.isEmpty(), jar + " has no sources of " + types);
		Set<String> pages = names(file(jar, "-javadoc.jar"), ".html");
		boolean code = !names(file(jar, ".jar"), ".class").isEmpty();
		expect(pages.contains("index") == code, jar + "'s javadoc has no first page");
		expect(pages.stream().noneMatch((page) -> page.contains("/internal/")), jar + "'s javadoc shows internals");
	}

	/** The first page says what there is, and links lead into what we build upon. */
	void overview(String jar) throws IOException {
		String wanted = Files.readString(this.sources.resolve(jar + "/src/main/javadoc/overview.html"))
			.replaceFirst("(?s).*?<p>(.*?)</p>.*", "$1")
			.strip();
		List<String> missing = new ArrayList<>(List.of(wanted, "\"https://docs.spring.io/spring-boot/api/java/",
				"\"https://docs.spring.io/spring-framework/docs/current/javadoc-api/", "\"https://projectreactor.io/docs/core/release/api/",
				"\"https://docs.oracle.com/en/java/javase/17/docs/api/"));
		try (JarFile file = new JarFile(file(jar, "-javadoc.jar").toFile())) {
			for (var entry : file.stream().filter((page) -> page.getName().endsWith(".html")).toList()) {
				String page = new String(file.getInputStream(entry).readAllBytes());
				missing.removeIf((text) -> page.contains(text) && (!text.equals(wanted) || entry.getName().equals("index.html")));
			}
		}
		expect(missing.isEmpty(), jar + "'s javadoc lacks " + missing);
	}

	Set<String> names(Path jar, String suffix) throws IOException {
		try (JarFile file = new JarFile(new File(jar.toString()))) {
			return file.stream()
				.map((entry) -> entry.getName())
				.filter((name) -> name.endsWith(suffix))
				.map((name) -> name.substring(0, name.length() - suffix.length()))
				.collect(Collectors.toSet());
		}
	}

	static Path with(Path file, String suffix) {
		return file.resolveSibling(file.getFileName() + "." + suffix);
	}

	void expect(boolean condition, String problem) {
		if (!condition) {
			this.problems.add(problem);
		}
	}

	static final class Pom {

		private final XPath xpath = XPathFactory.newInstance().newXPath();

		private final Document document;

		Pom(Path file) throws Exception {
			this.document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
		}

		String text(String path) throws Exception {
			return this.xpath.evaluate("/project/" + path, this.document);
		}

		int count(String path) throws Exception {
			return Integer.parseInt(this.xpath.evaluate("count(/project/" + path + ")", this.document));
		}

	}

}

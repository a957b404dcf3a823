package co.leadterra.it;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the starter brings along.
 */
class StarterTests {

	private static final Path STARTER = Path.of("../leadterra-spring-boot-starter");

	private static final Path AUTO_CONFIGURE = Path.of("../leadterra-spring-boot-autoconfigure");

	@Test
	void starterIsEmpty() {
		assertThat(STARTER.resolve("src")).doesNotExist();
	}

	@Test
	void starterBringsTheAutoConfigurationAndTheWebClient() throws Exception {
		assertThat(dependencies(STARTER)).containsExactlyInAnyOrder("leadterra-spring-boot-autoconfigure",
				"spring-boot-starter-webclient");
	}

	@Test
	void everythingElseIsOptional() throws Exception {
		assertThat(dependencies(AUTO_CONFIGURE)).containsExactlyInAnyOrder("spring-boot-autoconfigure",
				"spring-boot-webclient", "jackson-databind");
	}

	private static List<String> dependencies(Path module) throws Exception {
		NodeList dependencies = DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(module.resolve("pom.xml").toFile())
			.getElementsByTagName("dependency");
		return IntStream.range(0, dependencies.getLength())
			.mapToObj((index) -> (Element) dependencies.item(index))
			.filter((dependency) -> !text(dependency, "scope").equals("test")
					&& !text(dependency, "optional").equals("true"))
			.map((dependency) -> text(dependency, "artifactId"))
			.toList();
	}

	private static String text(Element element, String name) {
		NodeList children = element.getElementsByTagName(name);
		return (children.getLength() > 0) ? children.item(0).getTextContent() : "";
	}

}

"""One person's window on the chat page, driven by real clicks and keys.

rita = ChatWindow(page, 1)
await rita.starts()
await rita.types("1042 hygiene 3500")
await rita.sees("9th visit today")
await rita.taps("Undo")
"""

from playwright.async_api import Locator, Page, expect


class ChatWindow:
    """The window of a person on a page that shows one window or several (English words)."""

    def __init__(self, page: Page, person: int) -> None:
        """Find the window by the person's id."""
        self.page = page
        self.person = person
        self.node = page.locator(f'.phone[data-person="{person}"]')
        self.messages = self.node.locator(".feed")
        self.field = self.node.get_by_role("textbox", name="Message")
        self.bubbles = self.messages.locator(".bubble")
        self.last = self.bubbles.last
        self.toast = self.node.locator(".toast").last
        self.status = self.node.locator(".status")

    def button(self, label: str) -> Locator:
        """Return the page's own button of this name: Send, Attach a file, Commands, Keyboard…"""
        return self.node.get_by_role("button", name=label, exact=True)

    async def comes_forward(self) -> None:
        """Choose this person's tab; needed on narrow screens with several people."""
        await self.page.locator(f'#switcher [data-person="{self.person}"]').click()

    async def starts(self) -> None:
        """Press Start in an empty chat."""
        await self.button("Start").click()

    async def types(self, text: str) -> None:
        """Type a text and press Enter; line breaks are typed as Shift+Enter."""
        for number, line in enumerate(text.split("\n")):
            if number:
                await self.field.press("Shift+Enter")
            await self.field.press_sequentially(line)
        await self.field.press("Enter")

    async def taps(self, label: str) -> None:
        """Tap the newest inline button with this label."""
        keys = self.messages.locator(".inline .key")
        await keys.filter(has_text=label).last.click()

    async def presses(self, label: str) -> None:
        """Press a key of the reply keyboard."""
        await self.node.locator(".reply-keyboard").get_by_role("button", name=label).click()

    async def opens_group(self, title: str) -> None:
        """Choose another chat of this person by its title."""
        await self.node.get_by_role("tab", name=title).click()
        await expect(self.node.locator(".title")).to_have_text(title)

    async def scans(self, link: str) -> None:
        """Hold the phone before a QR code with this link: Start takes the place of the field."""
        await self.button("More").click()
        await self.node.get_by_role("menuitem", name="Scan a QR code").click()
        scanner = self.node.get_by_role("dialog", name="Scan a QR code")
        await scanner.get_by_role("textbox").fill(link)
        await scanner.get_by_role("button", name="Open").click()

    async def copies(self, label: str) -> str:
        """Tap the newest copy button with this label and return what is in the clipboard."""
        await self.taps(label)
        await expect(self.toast).to_have_text("Copied")
        return str(await self.page.evaluate("navigator.clipboard.readText()"))

    async def counter(self) -> tuple[int, int]:
        """Return taps and characters so far; the page was opened with counter=True."""
        shown = self.node.locator(".counter")
        names = ("data-taps", "data-characters")
        taps, characters = [await shown.get_attribute(name) or "0" for name in names]
        return int(taps), int(characters)

    async def counts(self, taps: int, characters: int) -> None:
        """Wait until so much was tapped and typed."""
        shown = self.node.locator(".counter")
        await expect(shown).to_have_attribute("data-taps", str(taps))
        await expect(shown).to_have_attribute("data-characters", str(characters))

    async def chooses(self, command: str) -> None:
        """Open the commands menu and choose one, written with its slash."""
        await self.button("Commands").click()
        await self.node.get_by_role("option", name=command).click()

    async def menu(self, text: str, choice: str) -> None:
        """Tap the newest message with this text and choose Reply, Edit or Copy text."""
        bubble = self.bubbles.filter(has_text=text).last
        await bubble.focus()
        await bubble.press("Enter")
        await self.node.get_by_role("menuitem", name=choice).click()

    async def attaches(self, *paths: str) -> None:
        """Attach files by the paperclip."""
        async with self.page.expect_file_chooser() as chooser:
            await self.button("Attach a file").click()
        for path in paths:
            await (await chooser.value).set_files(path)

    async def sees(self, text: str) -> Locator:
        """Wait until the newest message holds this text, and return its bubble."""
        await expect(self.last).to_contain_text(text)
        return self.last


async def open_page(
    page: Page, address: str, *people: int, counter: bool = False
) -> list[ChatWindow]:
    """Open the chat page for these people and return their windows when they are ready."""
    asked = f"people={','.join(str(person) for person in people)}"
    await page.goto(f"{address}/?{asked}{'&counter=1' if counter else ''}")
    await page.locator("#desk[data-ready]").wait_for()
    return [ChatWindow(page, person) for person in people]

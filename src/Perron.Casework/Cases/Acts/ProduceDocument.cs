using Perron.Cases.Documents;
using Perron.Delivery;
using Perron.Workflow;
namespace Perron.Cases.Acts;

/// <summary>The document is made and signed; on paper it goes to the printing tray.</summary>
internal sealed class ProduceDocument(CertificateMaker maker) : IAct
{
    public IReadOnlyList<ActKind> Kinds => [ActKind.Produce];

    public async Task Do(Doing doing)
    {
        if (await doing.Db.Signing(doing.Commune.Today(doing.Now)) is not { } signatory)
        {
            doing.Posted.Refuse("vu", doing.Say("no-signatory"));
            return;
        }

        var document = maker.Make(doing.File, doing.File.Extract!.Household(doing.Keys), signatory, doing.By.Officer!.Value, doing.Commune, doing.Now);
        doing.Db.Add(document);
        doing.Tell(new DocumentIssued(document.Id.Value, document.Sha256));
        if (doing.File.Case.HandOver == HandOver.Post)
        {
            doing.Db.Add(ToRegisteredAddress(doing, document));
        }

        await doing.WriteUrgently(doing.File.Case.HandOver == HandOver.Download ? "case-ready" : "case-step", ("sentence", doing.Sentence));
    }

    // To the person of the document, where the register says that person lives: whoever asked for it, nobody else can have it sent elsewhere.
    private static Letter ToRegisteredAddress(Doing doing, IssuedDocument document)
    {
        var household = doing.File.Extract!.Household(doing.Keys);
        var values = new Dictionary<string, string> { ["procedure"] = document.Kind.In(document.Language), ["reference"] = doing.File.Case.Reference };
        return Letter.Of(
            doing.Commune.Id, doing.File.Case.OrganisationId, doing.File.Case.Id.Value, household.Subject.FullName, string.Join('\n', household.Address),
            document.Language, OnPaper.Chosen(doing.Posted) ?? LetterKind.Plain, "letter-document", values, document.Pdf, doing.Now);
    }
}

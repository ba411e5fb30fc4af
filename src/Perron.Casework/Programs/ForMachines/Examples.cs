namespace Perron.Programs.ForMachines;

/// <summary>What the description of the interface shows; nobody of it exists.</summary>
internal static class Examples
{
    private static readonly Guid Id = new("019ab3f2-5c00-7a11-8e42-5b1f0c9d7e21");
    private static readonly DateTimeOffset Morning = new(2026, 11, 24, 7, 0, 0, TimeSpan.Zero);

    public static ListProcedures.Summary Procedure { get; } = new(
        "composition-de-menage", 3, Text("Composition de ménage"), Text("Savoir qui est inscrit à votre adresse"), Text("Gratuit"), 0, 3, "population", HasForm: true, "https://commune.example/demarches/composition-de-menage");

    public static IReadOnlyList<ListProcedures.Step> Form { get; } =
    [
        new("pour-qui", Text("Pour qui ?"), [new("pour-qui", "one-of", Text("Pour qui est le certificat ?"), "always", [new("moi", Text("Pour moi")), new("autre", Text("Pour une autre personne"))], [])]),
    ];

    public static ListCases.Summary Case { get; } = new(
        "BLA-7F3K-29", "composition-de-menage", 3, "in-progress", "instruction", "population", Morning, Morning.AddHours(2), new(2026, 11, 27), null);

    public static ReadCase.Detail Detail { get; } = new(
        Case, "fr", new Dictionary<string, IReadOnlyList<string>> { ["pour-qui"] = ["moi"], ["motif"] = ["allocations"] },
        [new(Id, "case-submitted", Morning, "citizen", "public")],
        [new(Id, Text("Certificat de composition de ménage"), "fr", new(2026, 11, 24), new(2027, 2, 24), null, new('0', 64), $"/api/v1/cases/BLA-7F3K-29/documents/{Id}")], []);

    public static WriteNote.Written Written { get; } = new(Id, "BLA-7F3K-29", Morning);

    public static ReadEvents.Told Event { get; } = new(Id, "document-issued", Morning, "BLA-7F3K-29", "officer", "public");

    public static WriteMessage.Written Told { get; } = new(Id, "BLA-7F3K-29", Morning);

    public static ManageSubscriptions.Subscription Webhook { get; } = new(Id, "https://town.example/perron", ["document-issued"], Morning, null, null);

    public static ManageSubscriptions.Removed Removed { get; } = new(Id, Morning);

    private static Dictionary<string, string> Text(string french) => new() { ["fr"] = french };
}

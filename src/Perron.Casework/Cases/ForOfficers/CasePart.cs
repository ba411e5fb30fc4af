using Microsoft.AspNetCore.Components;
using Perron.Design;
using Perron.Platform.Web;
namespace Perron.Cases.ForOfficers;

/// <summary>One zone of the officer's page of a case: it draws the page's model in the page's frame.</summary>
public abstract class CasePart : ComponentBase
{
    private static readonly Words RoomWords = Words.Of(typeof(CasePart));

    [Parameter, EditorRequired] public required HandleCase.Model Model { get; set; }
    [Parameter, EditorRequired] public required Frame Frame { get; set; }

    protected string T(string key, params object?[] arguments) => RoomWords.In(Frame.Language, key, arguments);

    protected string L(string path) => Frame.Link(path);

    /// <summary>Nothing else is to be done before the register was asked: that is then the one primary thing.</summary>
    protected bool AsksRegisterFirst => Model.HasRegister && Model.IsInCharge && Model.Register is null && Model.Case.ClosedAt is null && Model.Actions.All(offered => !offered.Action.IsPrimary);

    /// <summary>The change of the case that this officer has seen; after a refusal, the one from before.</summary>
    protected string Seen => Model.Form.Value("vu") is { Length: > 0 } && Model.Form.Field("vu").Error is null ? Model.Form.Value("vu")! : Model.Case.Changes.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>An address of this case.</summary>
    protected string Here(string path = "") => L($"/agent/dossiers/{Model.Case.Reference}{path}");
}
